// The four allocators and the functions that free results.
#include "mapi/buffer_chain.h"

namespace mapi = olkacct::mapi;

namespace {

SCODE give(void* block, LPVOID* out) {
    *out = block;
    return block == nullptr ? MAPI_E_NOT_ENOUGH_MEMORY : S_OK;
}

}  // namespace

extern "C" SCODE STDMETHODCALLTYPE MAPIAllocateBuffer(ULONG cbSize, LPVOID* lppBuffer) {
    if (lppBuffer == nullptr) return MAPI_E_INVALID_PARAMETER;
    return give(mapi::allocate_root(cbSize), lppBuffer);
}

extern "C" SCODE STDMETHODCALLTYPE MAPIAllocateMore(ULONG cbSize, LPVOID lpObject,
                                                    LPVOID* lppBuffer) {
    if (lppBuffer == nullptr) return MAPI_E_INVALID_PARAMETER;
    *lppBuffer = nullptr;
    if (lpObject == nullptr) return MAPI_E_INVALID_PARAMETER;
    return give(mapi::allocate_more(cbSize, lpObject), lppBuffer);
}

extern "C" SCODE STDMETHODCALLTYPE MAPIReallocateBuffer(LPVOID lpv, ULONG ulSize, LPVOID* lppv) {
    if (lppv == nullptr) return MAPI_E_INVALID_PARAMETER;
    // The out-pointer may be the variable that holds the old block.
    void* const made =
        lpv == nullptr ? mapi::allocate_root(ulSize) : mapi::reallocate_root(lpv, ulSize);
    return give(made, lppv);
}

extern "C" ULONG STDMETHODCALLTYPE MAPIFreeBuffer(LPVOID lpBuffer) {
    mapi::free_root(lpBuffer);
    return S_OK;
}

extern "C" void STDMETHODCALLTYPE FreeProws(SRowSet* lpRows) {
    if (lpRows == nullptr) return;
    for (ULONG i = 0; i < lpRows->cRows; ++i) mapi::free_root(lpRows->aRow[i].lpProps);
    mapi::free_root(lpRows);
}

extern "C" void STDMETHODCALLTYPE FreePadrlist(ADRLIST* lpAdrlist) {
    if (lpAdrlist == nullptr) return;
    for (ULONG i = 0; i < lpAdrlist->cEntries; ++i)
        mapi::free_root(lpAdrlist->aEntries[i].rgPropVals);
    mapi::free_root(lpAdrlist);
}
