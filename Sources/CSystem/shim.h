// System calls that Swift's own modules for C do not show: they are hidden
// behind _GNU_SOURCE on Linux, variadic, or called otherwise on macOS.
// All of them answer -1 and set errno where they fail.
#ifndef KTHW_CSYSTEM_SHIM_H
#define KTHW_CSYSTEM_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#if defined(__APPLE__)

/// Exchanges two names of one directory in one step.
static inline int kthw_exchange(int directory, const char *one, const char *other) {
  return renameatx_np(directory, one, directory, other, RENAME_SWAP);
}

/// Gives a file of a directory another name there, which must be free.
static inline int kthw_rename_to_free(int directory, const char *from, const char *to) {
  return renameatx_np(directory, from, directory, to, RENAME_EXCL);
}

/// There is no such switch; the limit on the size of core files has to do.
static inline int kthw_forbid_dumps(void) { return 0; }

/// Waits until everything that was written to a file system is on the disk.
static inline int kthw_synchronize_file_system(int descriptor) {
  sync();
  // sync() only begins; this waits for the device behind the descriptor.
  return fcntl(descriptor, F_FULLFSYNC);
}

#else

#include <sys/prctl.h>
#include <sys/syscall.h>

// Hidden without _GNU_SOURCE, which a module cannot define for the headers
// of another. musl has no renameat2, so that one goes by its number.
extern long syscall(long number, ...);
extern int syncfs(int descriptor);

enum { KTHW_RENAME_NOREPLACE = 1, KTHW_RENAME_EXCHANGE = 2 };

/// Exchanges two names of one directory in one step.
static inline int kthw_exchange(int directory, const char *one, const char *other) {
  return (int)syscall(SYS_renameat2, directory, one, directory, other, KTHW_RENAME_EXCHANGE);
}

/// Gives a file of a directory another name there, which must be free.
static inline int kthw_rename_to_free(int directory, const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, directory, from, directory, to, KTHW_RENAME_NOREPLACE);
}

/// Keeps the memory of this process from core files, whoever collects them,
/// and from other programs of the same user.
static inline int kthw_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Waits until everything that was written to a file system is on the disk.
static inline int kthw_synchronize_file_system(int descriptor) { return syncfs(descriptor); }

/// Reads the next entries of a directory, as many as fit; 0 at the end.
static inline long kthw_read_directory(int descriptor, void *buffer, size_t size) {
  return syscall(SYS_getdents64, descriptor, buffer, size);
}

#endif
#endif
