#!/usr/bin/env python3
"""Applies manifests with kubectl --dry-run=client, against a server that knows what
kinds there are and nothing else: kubectl asks it for those, and for what exists.

usage: kubectl-dry-run.py FILE...
"""
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

NAMESPACED = ["Deployment", "DaemonSet", "Service", "ConfigMap", "ServiceAccount", "Secret"]
CORE = ["Namespace", "Service", "ConfigMap", "ServiceAccount", "Secret"]
GROUPS = {
    "apps": ["Deployment", "DaemonSet"],
    "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
}


def resources(group_version, kinds):
    return {
        "kind": "APIResourceList",
        "apiVersion": "v1",
        "groupVersion": group_version,
        "resources": [
            {
                "name": kind.lower() + "s",
                "singularName": kind.lower(),
                "namespaced": kind in NAMESPACED,
                "kind": kind,
                "verbs": ["create", "get", "list", "patch"],
            }
            for kind in kinds
        ],
    }


def group(name):
    version = {"groupVersion": name + "/v1", "version": "v1"}
    return {"name": name, "versions": [version], "preferredVersion": version}


ANSWERS = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/api/v1": resources("v1", CORE),
    "/apis": {
        "kind": "APIGroupList",
        "apiVersion": "v1",
        "groups": [group(name) for name in GROUPS],
    },
    "/version": {"major": "1", "minor": "36", "gitVersion": "v1.36.0"},
}
for name, kinds in GROUPS.items():
    ANSWERS[f"/apis/{name}/v1"] = resources(name + "/v1", kinds)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = ANSWERS.get(self.path.split("?")[0])
        status = 200 if answer else 404
        if not answer:
            answer = {
                "kind": "Status",
                "apiVersion": "v1",
                "status": "Failure",
                "reason": "NotFound",
                "code": 404,
                "message": "not here",
            }
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as home:
    environment = dict(os.environ, HOME=home, KUBECONFIG=home + "/none")
    for path in sys.argv[1:]:
        command = ["kubectl", f"--server=http://127.0.0.1:{server.server_port}", "apply"]
        command += ["--dry-run=client", "--validate=false", "-f", path]
        run = subprocess.run(command, env=environment, timeout=60)
        if run.returncode:
            sys.exit(run.returncode)
