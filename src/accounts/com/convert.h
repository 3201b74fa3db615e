// Between the types of the ABI and those of the core.
#pragma once

#include <algorithm>

#include "base/error_table.h"
#include "olkacct/acctmgmt_constants.h"
#include "olkacct/error.h"
#include "olkacct/guid.h"

namespace olkacct::accounts {

inline HRESULT to_hresult(ErrorCode code) {
    return static_cast<HRESULT>(base::error_row(code).hresult);
}

/// Of a failure never a code of success, which the table has for errors that leave one.
template <class T>
HRESULT to_hresult(const Result<T>& result) {
    if (result) return S_OK;
    const HRESULT hr = to_hresult(result.error().code);
    return FAILED(hr) ? hr : E_OLK_REGISTRY;
}

inline Guid to_guid(const CLSID& clsid) {
    Guid guid{clsid.Data1, clsid.Data2, clsid.Data3, {}};
    std::copy(std::begin(clsid.Data4), std::end(clsid.Data4), guid.data4.begin());
    return guid;
}

inline CLSID to_clsid(const Guid& guid) {
    CLSID clsid{guid.data1, guid.data2, guid.data3, {}};
    std::copy(guid.data4.begin(), guid.data4.end(), std::begin(clsid.Data4));
    return clsid;
}

}  // namespace olkacct::accounts
