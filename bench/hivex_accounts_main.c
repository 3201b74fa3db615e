/* hivex_accounts HIVE...: every value of every account of each hive to standard output. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hivex_accounts.h"

int main(int count, char** arguments) {
    int failures = 0;
    setvbuf(stdout, NULL, _IOFBF, 1 << 20);
    struct hivex_text text = {NULL, 0, 0};
    for (int i = 1; i < count; ++i) {
        const char* slash = strrchr(arguments[i], '/');
        text.size = 0;
        if (hivex_accounts_append(arguments[i], slash ? slash + 1 : arguments[i], &text) != 0) {
            fprintf(stderr, "hivex_accounts: cannot open %s\n", arguments[i]);
            ++failures;
        }
        if (fwrite(text.bytes, 1, text.size, stdout) != text.size) return 2;
    }
    free(text.bytes);
    return failures != 0 || fflush(stdout) != 0;
}
