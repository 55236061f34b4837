#!/usr/bin/env bash
# The main job: everything that the machines of a highly available cluster
# need, from one file.
#
#   Scripts/demo.sh PROGRAM FOLDER
set -euo pipefail

program=$1
folder=$2

# What an earlier version of this script made is in the way.
if [ -e "$folder/.made-by-make-demo" ]; then rm -rf "$folder"; fi

echo "demo: kthwctl generate Examples/ha-haproxy.yaml --output $folder"
"$program" generate Examples/ha-haproxy.yaml --output "$folder"
echo
echo "demo: what a controller, a worker and the load balancer get:"
for host in controller-1 node-1 haproxy; do
  printf '  hosts/%-13s %3d files\n' "$host" "$(find "$folder/hosts/$host" ! -type d | wc -l)"
done
echo
echo "demo: kthwctl inspect $folder/pki/kube-apiserver.pem $folder/pki/ca.pem"
"$program" inspect "$folder/pki/kube-apiserver.pem" "$folder/pki/ca.pem"
echo
echo "demo: kthwctl unit kube-scheduler --host controller-1 -f Examples/ha-haproxy.yaml"
"$program" unit kube-scheduler --host controller-1 -f Examples/ha-haproxy.yaml
echo
echo "demo: kthwctl verify $folder; every file by itself and against all others:"
"$program" verify "$folder"
echo
echo "demo: kthwctl matrix $folder; every connection as a TLS handshake in memory:"
"$program" matrix "$folder"
echo
echo "demo: running generate again keeps everything that is still right:"
"$program" generate Examples/ha-haproxy.yaml --output "$folder"
echo
echo "demo: this program was built fast, not to be fast; make release makes dist/kthwctl"
echo "demo: next, a cluster step by step: $program tutorial ha-haproxy"
echo "demo: or all of it to be typed: Docs/walkthrough-ha-haproxy.md"
