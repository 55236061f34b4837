extension SmokeTestScript {
  /// The checks, in an order in which each needs those before it.
  static let checks = #"""
    # --- api
    if wanted api; then
      if k get --raw "$health" >"$scratch/health" 2>"$scratch/said"; then
        passed "api: $health answers"
      else
        failed "api: $health does not answer" \
          "see that $endpoint is reachable, then journalctl -u kube-apiserver on the control plane"
        conclude
      fi
      server=$("$kubectl" config view --minify -o 'jsonpath={.clusters[0].cluster.server}') || server=
      if [ "$server" != "$endpoint" ]; then
        echo "note  this kubeconfig dials $server, not $endpoint"
      fi
      k get --raw /version >"$scratch/version" 2>"$scratch/said" || true
      if grep -qF "\"$version" "$scratch/version"; then
        passed "api: the version is ${version}x"
      else
        failed "api: the version is not ${version}x" \
          "install the version that this tree was made for, or make the tree for the other one"
      fi
    fi

    # --- nodes
    ready_nodes() {
      k get nodes -o 'jsonpath={range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' \
        | awk '$2 == "True" { print $1 }' | sort >"$scratch/ready"
    }
    missing_nodes() {
      missing=
      for node in $node_names; do
        grep -qxF "$node" "$scratch/ready" || missing="$missing $node"
      done
    }
    nodes_are_ready() {
      ready_nodes || return 1
      missing_nodes
      [ -z "$missing" ] && [ "$(wc -l <"$scratch/ready")" -ge "$node_count" ]
    }
    if [ "$node_count" -eq 0 ]; then
      echo "note  the cluster has no workers; nothing more can be tried"
      conclude
    fi
    if wanted nodes; then
      : >"$scratch/ready"
      missing=
      if await nodes_are_ready; then
        passed "nodes: all $node_count are Ready"
      else
        failed "nodes: $(wc -l <"$scratch/ready" | tr -d ' ') of $node_count are Ready; missing:${missing:- (see kubectl get nodes)}" \
          "journalctl -u kubelet -u containerd there; without a pod network ($pod_network) nodes stay NotReady"
      fi
    fi

    # --- pods
    wanted pods || conclude
    k create namespace "$namespace" >/dev/null 2>"$scratch/said" || {
      failed "pods: no namespace can be made" \
        "apply 00-rbac.yaml with break-glass.kubeconfig, or use a kubeconfig that may do this"
      conclude
    }
    made=yes
    workload | n create -f - >/dev/null 2>"$scratch/said" || {
      failed "pods: the objects are refused" "read what the API server says"
      conclude
    }
    pods_are_ready() {
      available=$(n get deployment smoke -o 'jsonpath={.status.availableReplicas}')
      [ "${available:-0}" -ge "$pod_count" ]
    }
    available=0
    if await pods_are_ready; then
      passed "pods: $pod_count run, each on a node of its own"
    else
      n get pods -o wide >"$scratch/said" 2>&1 || true
      failed "pods: ${available:-0} of $pod_count run" \
        "kubectl describe pods; is $image reachable (SMOKE_IMAGE)? do kube-scheduler and kube-controller-manager run?"
      n get events --sort-by=.metadata.creationTimestamp 2>/dev/null | grep -i warning \
        | tail -n 5 | sed 's/^/      | /' || true
    fi
    n get pods -l app=smoke --field-selector=status.phase=Running \
      -o 'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.nodeName}{" "}{.status.podIP}{"\n"}{end}' \
      >"$scratch/pods" 2>"$scratch/said" || true
    if [ ! -s "$scratch/pods" ]; then conclude; fi

    # Tries every pod with one function, which says on failure which it was.
    each_pod() {
      bad=
      while read -r pod node address <&3; do
        "$1" "$pod" "$node" "$address" >"$scratch/answer" 2>"$scratch/last" || {
          bad="$bad $node"
          cat "$scratch/last" "$scratch/answer" >"$scratch/said"
        }
      done 3<"$scratch/pods"
      [ -z "$bad" ]
    }

    # --- logs, exec
    kubelet_hint="does the binding kthw:apiserver-kubelet-api name the user $binding_user (00-rbac.yaml)? do the kubelets' serving certificates name their addresses? is port 10250 open to the control plane?"
    logs_of() { n logs "$1" </dev/null | grep -qF "smoke on $2"; }
    if wanted logs; then
      if each_pod logs_of; then
        passed "logs: every kubelet hands them out"
      else
        failed "logs: not from$bad" "$kubelet_hint"
      fi
    fi
    node_of() { [ "$(inside "$1" cat /www/index.html </dev/null)" = "$2" ]; }
    if wanted exec; then
      if each_pod node_of; then
        passed "exec: a program starts in every pod"
      else
        failed "exec: not on$bad" "$kubelet_hint"
      fi
    fi

    # --- network, service, dns
    first=$(sed -n '1s/ .*//p' "$scratch/pods")
    first_node=$(sed -n '1s/^[^ ]* \([^ ]*\) .*/\1/p' "$scratch/pods")
    last=$(sed -n '$s/ .*//p' "$scratch/pods")
    url() {
      case $1 in
        *:*) echo "http://[$1]:8080/" ;;
        *) echo "http://$1:8080/" ;;
      esac
    }
    fetched() { inside "$1" wget -q -T 5 -O - "$2" </dev/null; }
    seen_from_first() { [ "$(fetched "$first" "$(url "$3")")" = "$2" ]; }
    seen_from_last() { [ "$(fetched "$last" "$(url "$3")")" = "$2" ]; }
    if wanted network; then
      if each_pod seen_from_first && each_pod seen_from_last; then
        passed "network: pods reach pods on every node"
      else
        failed "network: seen from pods on $first_node or the last node, nothing comes from$bad" \
          "ip route on both nodes (kthw-pod-routes.service, or flannel's pods); sysctl net.ipv4.ip_forward"
      fi
    fi
    service_answers() { fetched "$first" "$(url "$service")" >/dev/null; }
    if wanted service; then
      service=$(n get service smoke -o 'jsonpath={.spec.clusterIP}') || service=
      if await service_answers; then
        passed "service: its address $service answers"
      else
        failed "service: $service does not answer from $first_node" \
          "journalctl -u kube-proxy on $first_node; does its clusterCIDR hold the pods' addresses?"
      fi
    fi
    name_answers() { fetched "$first" "http://smoke.$namespace.svc.$domain:8080/" >/dev/null; }
    short_name_answers() { fetched "$first" "http://smoke:8080/" >/dev/null; }
    if wanted dns; then
      if await name_answers && await short_name_answers; then
        passed "dns: smoke.$namespace.svc.$domain answers, and so does its short name"
      else
        failed "dns: smoke.$namespace.svc.$domain is not found or does not answer" \
          "apply 20-coredns.yaml; kubectl -n kube-system get pods -l k8s-app=kube-dns, and their logs"
      fi
    fi

    # --- secrets
    if wanted secrets; then
      if n create secret generic smoke --from-literal=word=smoke >/dev/null 2>"$scratch/said" \
        && [ "$(n get secret smoke -o 'jsonpath={.data.word}' 2>"$scratch/said")" = c21va2U= ]; then
        passed "secrets: one is kept and comes back"
        if [ -n "$etcd_host" ] && [ -n "$encryption" ]; then
          echo "note  what etcd has of it begins with $encryption when it is encrypted. To see that,"
          echo "      run this script with --keep, then on $etcd_host as root:"
          echo "      $etcdctl get /registry/secrets/$namespace/smoke --print-value-only | head -c 40"
        elif [ -z "$encryption" ]; then
          echo "note  this cluster does not encrypt secrets in etcd"
        fi
      else
        failed "secrets: one does not come back" \
          "the encryption configuration must be the same on every control-plane host; journalctl -u kube-apiserver"
      fi
    fi

    conclude

    """#
}
