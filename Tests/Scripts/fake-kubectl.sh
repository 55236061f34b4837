#!/bin/sh
# Answers smoke-test.sh as a cluster with two workers would. FAKE_BROKEN lists what does
# not work; every call is noted in FAKE_CALLS.
set -eu
broken() { case " ${FAKE_BROKEN:-} " in *" $1 "*) return 0 ;; esac; return 1; }
refuse() { echo "error: $1" >&2; exit 1; }

while :; do
  case ${1-} in
    --request-timeout=* | --namespace=*) shift ;;
    *) break ;;
  esac
done
echo "$*" >>"$FAKE_CALLS"

case "$*" in
  "get --raw /version") echo '{"gitVersion": "v1.36.2"}' ;;
  "get --raw "*) if broken api; then refuse "connection refused"; fi; echo ok ;;
  "config view"*) echo https://10.0.0.1:6443 ;;
  "get nodes"*)
    echo "node-0 True"
    if broken nodes; then echo "node-1 Unknown"; else echo "node-1 True"; fi
    ;;
  "create namespace"*) if broken namespace; then refuse "forbidden"; fi ;;
  "create -f -") cat >"$FAKE_CALLS.objects" ;;
  "get deployment"*) if broken pods; then echo 1; else echo 2; fi ;;
  "get pods -o wide") echo "smoke-b Pending" ;;
  "get pods"*)
    echo "smoke-a node-0 10.200.0.2"
    if ! broken pods; then echo "smoke-b node-1 10.200.1.2"; fi
    ;;
  "get events"*) echo "Warning FailedScheduling" ;;
  "logs smoke-a") echo "smoke on node-0" ;;
  "logs smoke-b") if broken logs; then refuse "x509: unknown authority"; fi; echo "smoke on node-1" ;;
  "exec smoke-a -- cat"*) echo node-0 ;;
  "exec smoke-b -- cat"*) if broken exec; then refuse "forbidden"; fi; echo node-1 ;;
  "exec "*"http://10.200.0.2:8080/") echo node-0 ;;
  "exec smoke-a "*"http://10.200.1.2:8080/") if broken network; then refuse "timed out"; fi; echo node-1 ;;
  "exec "*"http://10.200.1.2:8080/") echo node-1 ;;
  "exec "*"http://10.32.0.77:8080/") if broken service; then refuse "timed out"; fi; echo node-1 ;;
  "exec "*"http://smoke"*) if broken dns; then refuse "bad address"; fi; echo node-1 ;;
  "get service"*) echo 10.32.0.77 ;;
  "create secret"*) if broken secrets; then refuse "no matching key"; fi ;;
  "get secret"*) echo c21va2U= ;;
  "delete namespace"*) ;;
  *) refuse "fake-kubectl does not know: $*" ;;
esac
