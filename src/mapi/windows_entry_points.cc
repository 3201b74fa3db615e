// Entry points that programs and Wine's mapi32 look up but that say nothing of profiles: they are
// there, and answer that they are not offered.
#include <windows.h>

#include <objbase.h>

#include "mapi/mapi_object.h"
#include "olkacct/mapi.h"

namespace mapi = olkacct::mapi;

extern "C" {

IMalloc* STDMETHODCALLTYPE MAPIGetDefaultMalloc() {
    IMalloc* allocator = nullptr;
    return SUCCEEDED(::CoGetMalloc(1, &allocator)) ? allocator : nullptr;
}

HRESULT STDMETHODCALLTYPE MAPIOpenLocalFormContainer(LPVOID* ppfcnt) {
    return mapi::unsupported(ppfcnt);
}

/// Finds other providers' libraries through the Windows Installer; there are none.
BOOL STDMETHODCALLTYPE FGetComponentPath(LPSTR /*szComponent*/, LPSTR /*szQualifier*/,
                                         LPSTR szDllPath, DWORD cchBufferSize, BOOL /*fInstall*/) {
    if (szDllPath != nullptr && cchBufferSize != 0) *szDllPath = '\0';
    return FALSE;
}

HRESULT STDMETHODCALLTYPE HrThisThreadAdviseSink(IMAPIAdviseSink* /*lpAdviseSink*/,
                                                 IMAPIAdviseSink** lppAdviseSink) {
    return mapi::unsupported(lppAdviseSink);
}

HRESULT STDMETHODCALLTYPE OpenStreamOnFile(ALLOCATEBUFFER* /*lpAllocateBuffer*/,
                                           LPVOID /*lpFreeBuffer*/, ULONG /*ulFlags*/,
                                           LPTSTR /*lpszFileName*/, LPTSTR /*lpszPrefix*/,
                                           IStream** lppStream) {
    return mapi::unsupported(lppStream);
}

HRESULT STDMETHODCALLTYPE WrapCompressedRTFStream(IStream* /*lpCompressedRTFStream*/,
                                                  ULONG /*ulFlags*/,
                                                  IStream** lpUncompressedRTFStream) {
    return mapi::unsupported(lpUncompressedRTFStream);
}

}  // extern "C"
