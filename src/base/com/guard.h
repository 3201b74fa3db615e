// The edge that no exception crosses.
#pragma once

#include <new>

#include "olkacct/com.h"

namespace olkacct::com {

/// Runs the body of a COM method. Every one that may allocate or call out goes through here (S-11).
template <class Body>
HRESULT guarded(Body&& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    } catch (...) {
        return E_UNEXPECTED;
    }
}

}  // namespace olkacct::com
