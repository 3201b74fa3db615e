// Memory that Windows hands out and LocalFree takes back.
#pragma once

#include <windows.h>

namespace olkacct::registry {

struct LocalDeleter {
    void operator()(void* memory) const { ::LocalFree(memory); }
};

}  // namespace olkacct::registry
