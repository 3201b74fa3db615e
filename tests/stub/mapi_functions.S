// Each function of the library by its name: whatever the arguments are, they stay where they are.
#include "exports.h"

#define FUNCTION(name, bytes) .globl name; name: jmp *stub_##name(%rip);

.text
OLK_EXPORTS(FUNCTION)
