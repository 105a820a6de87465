#ifndef MASTRO_EMBEDDED_FILES_H
#define MASTRO_EMBEDDED_FILES_H

#include <stddef.h>

/// A file of the sources, carried by the program.
struct embedded_file {
  const char *name;
  const unsigned char *bytes;
  size_t size;
};

size_t embedded_file_count(void);

/// The file at an index below the count.
struct embedded_file embedded_file_at(size_t index);

#endif
