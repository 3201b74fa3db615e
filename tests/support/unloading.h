// Whether the library may be unloaded.
#pragma once

#include <olkacct/acctmgmt.h>

#include <chrono>
#include <thread>

namespace olkacct::test {

// What OlkCanUnloadNow says once the library's own threads have ended: one that was just told to,
// while it called a sink, may need a moment. Waits five seconds at most.
inline HRESULT can_unload_soon() {
    for (int i = 0; i < 1000 && OlkCanUnloadNow() != S_OK; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return OlkCanUnloadNow();
}

}  // namespace olkacct::test
