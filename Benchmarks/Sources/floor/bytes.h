#ifndef FLOOR_BYTES_H
#define FLOOR_BYTES_H

#include <stddef.h>

// DER is written from its end to its beginning: whoever writes a length has
// written the contents, so nothing is moved.
struct der {
  unsigned char *start;  // of the memory
  unsigned char *end;    // behind the memory
  unsigned char *first;  // what is written begins here
};

struct span {
  const unsigned char *bytes;
  size_t count;
};

void der_begin(struct der *der, unsigned char *memory, size_t size);
void der_put(struct der *der, const void *bytes, size_t count);
void der_octet(struct der *der, unsigned char octet);
// Wraps what was written since `mark`, which is a former `first`.
void der_wrap(struct der *der, unsigned char tag, const unsigned char *mark);
// An INTEGER of an unsigned number.
void der_unsigned(struct der *der, const unsigned char *bytes, size_t count);
struct span der_result(const struct der *der);

// Text in base64, without line breaks; gives what it took.
size_t base64(char *text, const void *bytes, size_t count);
// The same between BEGIN and END lines.
size_t pem(char *text, const char *label, struct span der);

#endif
