#define _GNU_SOURCE
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void fail(const char *what) {
  perror(what);
  exit(1);
}

static int directory(int above, const char *name, mode_t mode) {
  if (mkdirat(above, name, 0700) != 0 || fchmodat(above, name, mode, 0) != 0) fail(name);
  int descriptor = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) fail(name);
  return descriptor;
}

void tree_begin(struct tree *tree, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL || strlen(path) > 4000) {
    errno = EINVAL;
    fail("the directory needs a slash in its path");
  }
  snprintf(tree->parent, sizeof tree->parent, "%.*s", (int)(slash - path), path);
  snprintf(tree->name, sizeof tree->name, "%s", path);
  snprintf(tree->staging, sizeof tree->staging, "%s/.%s.new", tree->parent, slash + 1);
  tree->root = directory(AT_FDCWD, tree->staging, 0700);
  if (flock(tree->root, LOCK_EX | LOCK_NB) != 0) fail(tree->staging);
  tree->pki = directory(tree->root, "pki", 0700);
  tree->kubeconfigs = directory(tree->root, "kubeconfigs", 0755);
}

void tree_write(int directory, const char *name, const void *bytes, size_t count, int mode) {
  int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int descriptor = openat(directory, name, flags, 0600);
  if (descriptor < 0) fail(name);
  for (const char *next = bytes; count > 0;) {
    ssize_t written = write(descriptor, next, count);
    if (written <= 0) fail(name);
    next += written;
    count -= (size_t)written;
  }
  if (fchmod(descriptor, (mode_t)mode) != 0 || close(descriptor) != 0) fail(name);
}

void tree_commit(struct tree *tree) {
  if (fchmod(tree->root, 0755) != 0 || syncfs(tree->root) != 0) fail(tree->staging);
  if (renameat2(AT_FDCWD, tree->staging, AT_FDCWD, tree->name, RENAME_NOREPLACE) != 0) {
    fail(tree->name);
  }
  int parent = open(tree->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent < 0 || fsync(parent) != 0) fail(tree->parent);
  close(parent);
}
