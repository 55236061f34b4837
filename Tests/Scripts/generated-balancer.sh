#!/usr/bin/env bash
# Puts a server that knows its clients by their certificates in the place of
# every API server of a generated tree, starts the tree's load balancer before
# them, and asks through it with every kubeconfig of the tree who the server
# takes one for. Prints each answer.
#
# Wants kubectl, nginx, and haproxy for trees that have it, root, and HOSTS,
# TREE, BALANCER (the host) and SERVERS (the control-plane hosts).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab-namespaces.sh"
lab_enter "$@"
work=$(mktemp -d /run/balancer-XXXX)
export HOME=$work KUBECACHEDIR=$work/cache
trap 'tail -n 5 "$work"/*.log >&2' ERR

stand_in() { # HOST
  local pki=$TREE/hosts/$1/var/lib/kubernetes
  cat >"$work/$1.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
pid $work/$1.pid;
error_log $work/$1.log;
events {}
http {
  access_log off;
  server {
    listen 0.0.0.0:6443 ssl;
    ssl_certificate $pki/$CERTIFICATE.pem;
    ssl_certificate_key $pki/$CERTIFICATE-key.pem;
    ssl_client_certificate $pki/ca.pem;
    ssl_verify_client optional;
    ssl_session_tickets off;
    # What everybody may ask; an API server answers it to anybody as well.
    location = /readyz { return 200 "ok"; }
    location = /healthz { return 200 "ok"; }
    location / {
      if (\$ssl_client_verify != SUCCESS) { return 401 "nobody"; }
      return 200 "\$ssl_client_s_dn at $1";
    }
  }
}
CONF
  grep -q . /usr/lib/nginx/modules/ngx_stream_module.so 2>/dev/null \
    || sed -i '/^load_module/d' "$work/$1.conf"
  lab_on "$1" nginx -g 'daemon off;' -c "$work/$1.conf" &
}
for host in $SERVERS; do stand_in "$host"; done

overlay=$TREE/hosts/$BALANCER
if [ -e "$overlay/etc/haproxy/haproxy.cfg" ]; then
  sed "s# /etc/kubernetes# $overlay/etc/kubernetes#g; /^ *\(chroot\|user\|group\|daemon\)/d" \
    "$overlay/etc/haproxy/haproxy.cfg" >"$work/haproxy.cfg"
  lab_on "$BALANCER" haproxy -db -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
else
  sed "s#^pid .*#pid $work/balancer.pid;#" "$overlay/etc/nginx/nginx.conf" >"$work/nginx.conf"
  lab_on "$BALANCER" nginx -g 'daemon off;' -c "$work/nginx.conf" >"$work/nginx.log" 2>&1 &
fi

ask() { # KUBECONFIG [HOST]
  local config=$TREE/kubeconfigs/$1.kubeconfig
  ${2:+lab_on "$2"} kubectl --kubeconfig="$config" get --raw /whoami --request-timeout=5s
}
names=$(cd "$TREE/kubeconfigs" && ls | sed 's/\.kubeconfig$//')
lab_until "the load balancer serves" ask admin
sleep 3
for name in $names; do
  case $name in
    kube-controller-manager | kube-scheduler) answer=$(ask "$name" "${SERVERS%% *}") ;;
    *) answer=$(ask "$name") ;;
  esac
  echo "$name: ${answer% at *}"
done

# One API server lost: the others answer, after the time of a health check.
lost=${SERVERS##* }
kill "$(cat "$work/$lost.pid")"
lab_until "a lost server is not asked any more" ask admin
for attempt in 1 2 3 4 5 6; do
  ask admin >/dev/null 2>&1 || sleep 2
done
echo "without $lost: $(ask admin | sed 's/ at .*//')"
