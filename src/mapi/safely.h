// The edge that no exception crosses, of functions that are no methods.
#pragma once

#include <new>

#include "olkacct/mapi.h"

namespace olkacct::mapi {

template <class Body>
HRESULT safely(Body&& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return MAPI_E_NOT_ENOUGH_MEMORY;
    } catch (...) {
        return MAPI_E_CALL_FAILED;
    }
}

}  // namespace olkacct::mapi
