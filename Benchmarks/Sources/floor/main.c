// The least that the PKI and the kubeconfigs of a cluster can cost: key,
// request, certificate and kubeconfig of N nodes and of what all share, in the
// files and by the steps of `kthwctl generate --credentials-only`, on all
// processors, with nothing decided, checked or kept.
//
//     floor p256|rsa NODES DIRECTORY DESCRIPTION [THREADS]
//
// The cluster is that of Sources/compare/ClusterDescription.swift, with one
// authority; DESCRIPTION is its file, which is only copied. That nothing is
// left out, check-floor.sh sees.
#define _GNU_SOURCE
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "certificates.h"
#include "tree.h"

static const char server[] = "https://10.0.0.10:6443";

struct run {
  struct tree tree;
  struct issuer issuer;
  struct key authority;
  char authority_base64[4096];
  int is_rsa;
  int nodes;
  atomic_int next;
};

struct worker {
  struct run *run;
  struct engine engine;
  EVP_PKEY_CTX *signer;
  struct key key;
  char key_pem[2048], certificate_pem[4096], request_pem[4096], kubeconfig[16384];
};

// MARK: - One credential

static void write_file(int directory, const char *name, const char *suffix, const char *text,
                       size_t count, int mode) {
  char file[300];
  snprintf(file, sizeof file, "%s%s", name, suffix);
  tree_write(directory, file, text, count, mode);
}

static void write_kubeconfig(struct worker *worker, const char *file, const char *user,
                             const char *dialled, size_t key_count, size_t certificate_count) {
  char *text = worker->kubeconfig;
  size_t at = (size_t)sprintf(
      text,
      "apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: %s\n"
      "    server: %s\n  name: large\ncontexts:\n- context:\n    cluster: large\n    user: %s\n"
      "  name: default\ncurrent-context: default\nkind: Config\npreferences: {}\nusers:\n"
      "- name: %s\n  user:\n    client-certificate-data: ",
      worker->run->authority_base64, dialled, user, user);
  at += base64(text + at, worker->certificate_pem, certificate_count);
  at += (size_t)sprintf(text + at, "\n    client-key-data: ");
  at += base64(text + at, worker->key_pem, key_count);
  text[at++] = '\n';
  write_file(worker->run->tree.kubeconfigs, file, ".kubeconfig", text, at, 0600);
  OPENSSL_cleanse(text, at);
}

// Key, certificate and request; a kubeconfig where a file is named.
static void make(struct worker *worker, const char *name, const struct subject *subject,
                 const char *kubeconfig, const char *dialled) {
  struct run *run = worker->run;
  struct engine *engine = &worker->engine;
  const char *label = run->is_rsa ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
  int is_authority = subject->purpose == AUTHORITY;
  struct key *key = is_authority ? &run->authority : &worker->key;
  key_make(key, engine);
  EVP_PKEY_CTX *own = signer_make(key, engine);
  if (is_authority) memcpy(run->issuer.identifier, key->identifier, sizeof key->identifier);
  size_t key_count = pem(worker->key_pem, label, key->private_der);
  size_t certificate_count =
      certificate_make(worker->certificate_pem, subject, key, &run->issuer,
                       is_authority ? own : worker->signer, engine);
  size_t request_count = request_make(worker->request_pem, subject, key, own, engine);
  write_file(run->tree.pki, name, "-key.pem", worker->key_pem, key_count, 0600);
  write_file(run->tree.pki, name, ".pem", worker->certificate_pem, certificate_count, 0644);
  write_file(run->tree.pki, name, ".csr", worker->request_pem, request_count, 0644);
  if (is_authority) {
    base64(run->authority_base64, worker->certificate_pem, certificate_count);
  }
  if (kubeconfig != NULL) {
    write_kubeconfig(worker, kubeconfig, subject->name, dialled, key_count, certificate_count);
  }
  OPENSSL_cleanse(worker->key_pem, key_count);
  EVP_PKEY_CTX_free(own);
  if (!is_authority) key_end(key);
}

static void make_node(struct worker *worker, int index) {
  char host[32], name[64], user[64], dns[40], address[32];
  // From 10.1.0.1 on.
  int number = index + 1;
  snprintf(host, sizeof host, "node-%05d", number);
  snprintf(name, sizeof name, "%s-kubelet", host);
  snprintf(user, sizeof user, "system:node:%s", host);
  snprintf(dns, sizeof dns, "D%s", host);
  snprintf(address, sizeof address, "I10.%d.%d.%d", 1 + (number >> 16), number >> 8 & 255,
           number & 255);
  const char *const names[] = {dns, address, NULL};
  struct subject subject = {"system:nodes", user, names, PEER};
  make(worker, name, &subject, host, server);
}

// MARK: - What all share

static void make_pair(struct worker *worker) {
  struct run *run = worker->run;
  key_make(&worker->key, &worker->engine);
  const char *label = run->is_rsa ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
  size_t count = pem(worker->key_pem, label, worker->key.private_der);
  tree_write(run->tree.pki, "service-account-key.pem", worker->key_pem, count, 0600);
  OPENSSL_cleanse(worker->key_pem, count);
  count = pem(worker->certificate_pem, "PUBLIC KEY", worker->key.public_info);
  tree_write(run->tree.pki, "service-account.pub", worker->certificate_pem, count, 0644);
  key_end(&worker->key);
}

static void make_encryption(struct run *run) {
  unsigned char secret[32];
  char digits[64], text[512];
  if (RAND_bytes(secret, sizeof secret) != 1) fail("RAND_bytes");
  base64(digits, secret, sizeof secret);
  int count = sprintf(text,
                      "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n"
                      "resources:\n- resources:\n  - secrets\n  providers:\n  - secretbox:\n"
                      "      keys:\n      - name: key1\n        secret: %s\n  - identity: {}\n",
                      digits);
  tree_write(run->tree.pki, "encryption-config.yaml", text, (size_t)count, 0600);
  OPENSSL_cleanse(secret, sizeof secret);
  OPENSSL_cleanse(text, sizeof text);
}

static const char *const nobody[] = {NULL};
static const char *const server_names[] = {
    "Dkubernetes",    "Dkubernetes.default", "Dkubernetes.default.svc",
    "Dkubernetes.default.svc.cluster.local", "Dlocalhost",
    "Dcontroller-1",  "Dcontroller-2",       "Dcontroller-3",
    "Dbalancer",      "I127.0.0.1",          "I::1",
    "I10.32.0.1",     "I10.0.0.11",          "I10.0.0.12",
    "I10.0.0.13",     "I10.0.0.10",          NULL};

static const struct {
  const char *name;
  struct subject subject;
  const char *dialled;  // NULL for no kubeconfig
} shared[] = {
    {"admin", {"system:masters", "admin", nobody, CLIENT}, server},
    {"kubernetes", {NULL, "kubernetes", server_names, PEER}, NULL},
    {"kube-controller-manager",
     {NULL, "system:kube-controller-manager", nobody, CLIENT},
     "https://127.0.0.1:6443"},
    {"kube-scheduler", {NULL, "system:kube-scheduler", nobody, CLIENT}, "https://127.0.0.1:6443"},
    {"kube-proxy", {NULL, "system:kube-proxy", nobody, CLIENT}, server},
};

enum { SHARED = sizeof shared / sizeof *shared };

// MARK: - All of it

static void worker_begin(struct worker *worker, struct run *run) {
  memset(worker, 0, sizeof *worker);
  worker->run = run;
  engine_begin(&worker->engine, run->is_rsa);
  if (run->authority.key != NULL) worker->signer = signer_make(&run->authority, &worker->engine);
}

static void *work(void *argument) {
  struct run *run = argument;
  struct worker *worker = malloc(sizeof *worker);
  if (worker == NULL) fail("malloc");
  worker_begin(worker, run);
  int all = SHARED + 1 + run->nodes;
  for (int index; (index = atomic_fetch_add(&run->next, 1)) < all;) {
    if (index < SHARED) {
      const char *dialled = shared[index].dialled;
      const char *kubeconfig = dialled == NULL ? NULL : shared[index].name;
      make(worker, shared[index].name, &shared[index].subject, kubeconfig, dialled);
    } else if (index == SHARED) {
      make_pair(worker);
    } else {
      make_node(worker, index - SHARED - 1);
    }
  }
  free(worker);
  return NULL;
}

static void copy_description(struct run *run, const char *path) {
  char text[4096];
  FILE *file = fopen(path, "r");
  if (file == NULL) fail(path);
  size_t count = fread(text, 1, sizeof text, file);
  fclose(file);
  tree_write(run->tree.root, "cluster.yaml", text, count, 0644);
}

static void set_dates(struct issuer *issuer) {
  time_t now = time(NULL);
  struct tm date;
  // Some minutes back, for clocks that are behind.
  time_t from = now - now % 60 - 300, until = from + 365 * 86400L;
  time_t authority_until = from + 3650 * 86400L;
  strftime(issuer->from, sizeof issuer->from, "%y%m%d%H%M%SZ", gmtime_r(&from, &date));
  strftime(issuer->until, sizeof issuer->until, "%y%m%d%H%M%SZ", gmtime_r(&until, &date));
  strftime(issuer->authority_until, sizeof issuer->authority_until, "%y%m%d%H%M%SZ",
           gmtime_r(&authority_until, &date));
}

int main(int count, char **words) {
  if (count < 5) {
    fputs("usage: floor p256|rsa NODES DIRECTORY DESCRIPTION [THREADS]\n", stderr);
    return 64;
  }
  static struct run run;
  static struct worker first;
  cpu_set_t processors;
  sched_getaffinity(0, sizeof processors, &processors);
  int threads = count > 5 ? atoi(words[5]) : CPU_COUNT(&processors);
  run.is_rsa = strcmp(words[1], "rsa") == 0;
  run.nodes = atoi(words[2]);
  run.issuer.name = "kubernetes-ca";
  if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1) fail("OpenSSL");
  tree_begin(&run.tree, words[3]);
  const char marker[] = "made by kthwctl generate; format 1\n";
  tree_write(run.tree.root, ".kthwctl", marker, sizeof marker - 1, 0644);
  copy_description(&run, words[4]);
  set_dates(&run.issuer);

  worker_begin(&first, &run);
  struct subject authority = {NULL, run.issuer.name, nobody, AUTHORITY};
  make(&first, "ca", &authority, NULL, NULL);
  make_encryption(&run);
  pthread_t others[256];
  int started = 0;
  while (started < threads - 1 && started < 256 &&
         pthread_create(&others[started], NULL, work, &run) == 0) {
    started++;
  }
  work(&run);
  for (int i = 0; i < started; i++) pthread_join(others[i], NULL);
  tree_commit(&run.tree);
  key_end(&run.authority);
  return 0;
}
