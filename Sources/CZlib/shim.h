// zlib, as far as one call goes: bytes into the gzip format. What is compressed
// may be private keys, and zlib keeps windows of it, so its memory is wiped.
#ifndef KTHW_CZLIB_SHIM_H
#define KTHW_CZLIB_SHIM_H

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// Room for the size in front of each piece, and for any alignment behind it.
#define KTHW_ZLIB_HEAD 32

static inline void *kthw_zlib_take(void *opaque, uInt items, uInt size) {
  (void)opaque;
  size_t count = (size_t)items * size;
  char *start = calloc(1, count + KTHW_ZLIB_HEAD);
  if (!start) return NULL;
  memcpy(start, &count, sizeof count);
  return start + KTHW_ZLIB_HEAD;
}

static inline void kthw_zlib_give_back(void *opaque, void *address) {
  (void)opaque;
  if (!address) return;
  char *start = (char *)address - KTHW_ZLIB_HEAD;
  size_t count;
  memcpy(&count, start, sizeof count);
  volatile char *byte = address;
  while (count--) *byte++ = 0;
  free(start);
}

// The most bytes that kthw_gzip writes.
static inline size_t kthw_gzip_bound(size_t count) {
  return compressBound((uLong)count) + 64;
}

// One gzip member (RFC 1952) without a name, a time or a system in its head, so
// that the bytes follow from the input and the version of zlib alone. Returns
// how many bytes there are; 0 where that failed.
static inline size_t kthw_gzip(const void *bytes, size_t count, void *output, size_t room) {
  if (count > 0x40000000 || room > 0x7fffffff) return 0;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  stream.zalloc = kthw_zlib_take;
  stream.zfree = kthw_zlib_give_back;
  // 16 asks for gzip's head and tail around it; 255 is an unknown system.
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  gz_header head;
  memset(&head, 0, sizeof head);
  head.os = 255;
  int status = deflateSetHeader(&stream, &head);
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = (Bytef *)output;
  stream.avail_out = (uInt)room;
  if (status == Z_OK) status = deflate(&stream, Z_FINISH);
  size_t written = status == Z_STREAM_END ? (size_t)stream.total_out : 0;
  deflateEnd(&stream);
  return written;
}

#endif
