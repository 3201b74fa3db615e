/* Every value of every Outlook account of a hive as text, by means of hivex: the task of the
   benchmark done as a C programmer would do it. */
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A growing text; starts as {0}, its block is the caller's to free. */
struct hivex_text {
    char* bytes;
    size_t size;
    size_t capacity;
};

/* Appends one line a value: [file TAB] profile TAB account TAB name TAB type TAB data. `file` may
   be NULL. 0, or -1 when hivex cannot open the hive. */
int hivex_accounts_append(const char* path, const char* file, struct hivex_text* text);

#ifdef __cplusplus
}
#endif
