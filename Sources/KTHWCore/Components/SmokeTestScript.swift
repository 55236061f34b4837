/// The parts of the script that are the same for every cluster.
enum SmokeTestScript {
  /// Words on the command line, and what says how a check went.
  static let tools = #"""
    kubectl=${KUBECTL:-kubectl}
    image=${SMOKE_IMAGE:-docker.io/library/busybox:1.36}
    patience=${SMOKE_TIMEOUT:-180}
    kubeconfig=
    checks="api nodes pods logs exec network service dns secrets"
    skipped=" "
    keep=
    passes=0
    failures=0
    skips=0

    usage() {
      cat <<TEXT
    usage: $0 [--kubeconfig FILE] [--skip CHECK]... [--keep]

    Checks: $checks
    --keep leaves the namespace for you to look at.

    Environment: KUBECONFIG; KUBECTL ($kubectl);
    SMOKE_IMAGE ($image), an image with sh, httpd and wget;
    SMOKE_TIMEOUT ($patience), how many seconds are waited for nodes and pods.

    Exit status: 0 all passed, 1 something failed, 2 wrong usage.
    TEXT
    }

    misused() {
      echo "$0: $1; try --help" >&2
      exit 2
    }

    while [ $# -gt 0 ]; do
      case $1 in
        --kubeconfig) [ $# -gt 1 ] || misused "--kubeconfig needs a file"; kubeconfig=$2; shift ;;
        --kubeconfig=*) kubeconfig=${1#*=} ;;
        --skip) [ $# -gt 1 ] || misused "--skip needs a check"; skipped="$skipped$2 "; shift ;;
        --skip=*) skipped="$skipped${1#*=} " ;;
        --keep) keep=yes ;;
        -h | --help) usage; exit 0 ;;
        *) misused "what is $1" ;;
      esac
      shift
    done
    for check in $skipped; do
      case " $checks " in
        *" $check "*) ;;
        *) misused "there is no check $check" ;;
      esac
    done
    command -v "$kubectl" >/dev/null || misused "there is no $kubectl"
    if [ -n "$kubeconfig" ]; then
      [ -r "$kubeconfig" ] || misused "$kubeconfig cannot be read"
      KUBECONFIG=$kubeconfig
      export KUBECONFIG
    fi

    namespace=kthw-smoke-$$
    scratch=$(mktemp -d)

    k() { "$kubectl" --request-timeout=20s "$@"; }
    # The same in the namespace; for exec and logs no time limit of a request.
    n() { k --namespace="$namespace" "$@"; }
    inside() {
      pod=$1
      shift
      "$kubectl" --namespace="$namespace" exec "$pod" -- "$@"
    }

    passed() {
      passes=$((passes + 1))
      echo "PASS  $1"
    }
    # What failed, what to do, and the last words of the program that failed.
    failed() {
      failures=$((failures + 1))
      echo "FAIL  $1"
      echo "      do: $2"
      if [ -s "$scratch/said" ]; then tail -n 3 "$scratch/said" | sed 's/^/      | /'; fi
      : >"$scratch/said"
    }
    # Whether a check is wanted; says so where it is not.
    wanted() {
      case $skipped in
        *" $1 "*)
          skips=$((skips + 1))
          echo "SKIP  $1"
          return 1
          ;;
      esac
    }
    # Runs a command until it succeeds or patience ends.
    await() {
      deadline=$(($(date +%s) + patience))
      until "$@" 2>"$scratch/said"; do
        if [ "$(date +%s)" -ge "$deadline" ]; then return 1; fi
        sleep 2
      done
    }

    finish() {
      status=$?
      trap - EXIT
      if [ -n "$made" ] && [ -z "$keep" ]; then
        "$kubectl" delete namespace "$namespace" --wait=false >/dev/null 2>&1 \
          || echo "namespace $namespace is left over; delete it" >&2
      elif [ -n "$made" ]; then
        echo "kept: namespace $namespace"
      fi
      rm -rf "$scratch"
      exit "$status"
    }
    made=
    : >"$scratch/said"
    trap finish EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM

    conclude() {
      echo "$passes passed, $failures failed, $skips skipped"
      if [ "$failures" -gt 0 ]; then exit 1; fi
      exit 0
    }

    """#

  /// The objects that are made for the time of the run.
  static let objects = #"""
    workload() {
      cat <<YAML
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: smoke
    spec:
      replicas: $pod_count
      selector:
        matchLabels: {app: smoke}
      template:
        metadata:
          labels: {app: smoke}
        spec:
          affinity:
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - labelSelector:
                  matchLabels: {app: smoke}
                topologyKey: kubernetes.io/hostname
          terminationGracePeriodSeconds: 1
          tolerations:
          - operator: Exists
          volumes:
          - name: www
            emptyDir: {}
          securityContext:
            runAsNonRoot: true
            runAsUser: 65534
    YAML
      if [ -n "$seccomp" ]; then
        cat <<YAML
            seccompProfile: {type: RuntimeDefault}
    YAML
      fi
      cat <<YAML
          containers:
          - name: smoke
            image: "$image"
            imagePullPolicy: IfNotPresent
            command:
            - sh
            - -c
            - 'echo "\$NODE" >/www/index.html; echo "smoke on \$NODE"; exec httpd -f -p 8080 -h /www'
            env:
            - name: NODE
              valueFrom:
                fieldRef: {fieldPath: spec.nodeName}
            volumeMounts:
            - name: www
              mountPath: /www
            readinessProbe:
              httpGet: {path: /, port: 8080}
              periodSeconds: 2
            securityContext:
              allowPrivilegeEscalation: false
              capabilities: {drop: [ALL]}
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: smoke
    spec:
      selector: {app: smoke}
      ports:
      - port: 8080
        targetPort: 8080
    YAML
    }

    """#
}
