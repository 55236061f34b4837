#ifndef FLOOR_TREE_H
#define FLOOR_TREE_H

#include <stddef.h>

// A tree that takes its place in one step, as kthwctl's does: it grows beside
// it, each file once and under its name, waits for the disk once, and is
// renamed.
struct tree {
  char staging[8192];
  char name[4096];
  char parent[4096];
  int root;
  int pki;
  int kubeconfigs;
};

void tree_begin(struct tree *tree, const char *path);
// Writes a file that nobody else may read until it is complete.
void tree_write(int directory, const char *name, const void *bytes, size_t count, int mode);
void tree_commit(struct tree *tree);

// Says what failed and ends.
_Noreturn void fail(const char *what);

#endif
