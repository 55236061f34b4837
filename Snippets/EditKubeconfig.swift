// A kubeconfig read, edited as kubectl does it, looked at and written.

// snippet.hide
import KTHWCore

let folder = CommandLine.arguments.dropFirst().first ?? "."
// snippet.show
let file = folder + "/admin.kubeconfig"
var kubeconfig = try Kubeconfig(reading: try InputFile.read(file), file: file)

// The same rules as `kubectl config set-cluster`: a new server clears the name
// that was expected in the old one's certificate.
try kubeconfig.apply(.setCluster("hard-way", ClusterChanges(server: "https://10.240.0.40:6443")))
try kubeconfig.apply(.setContext("default", ContextChanges(cluster: "hard-way", user: "admin")))
try kubeconfig.apply(.useContext("default"))

// Or without them, as a value.
kubeconfig.contexts["default"]?.namespace = "kube-system"

for finding in kubeconfig.findings() { print(finding.severity, finding.problem) }
let names = try JSONPath("{range .contexts[*]}{.name}{\"\\n\"}{end}")
print(try names.text(of: kubeconfig.redacted()), terminator: "")

// To the byte what kubectl would write, and in memory that is wiped.
try FileWriter.write([
  OutputFile(file, .secret(try kubeconfig.yaml()), mode: .ownerOnly)
])
