// The COM interfaces of the Outlook Account Management API, source compatible with clients written
// for Windows: the six interfaces, ACCT_BIN, ACCT_VARIANT and the functions that hand out a
// manager.
#pragma once

#include <olkacct/acctmgmt_constants.h>
#include <olkacct/com.h>

#include <cstddef>

// winuser.h makes macros of both names, which would rename members of IOlkAccount in whatever
// translation unit sees them (AM-Abi-4).
#undef GetProp
#undef SetProp

// A counted binary value: cb bytes at pb.
struct ACCT_BIN {
    DWORD cb;
    BYTE* pb;
};

// A typed value. dwType is PT_LONG (Val.dw), PT_UNICODE (Val.pwsz) or PT_BINARY (Val.bin).
struct ACCT_VARIANT {
    DWORD dwType;
    union {
        DWORD dw;
        WCHAR* pwsz;
        ACCT_BIN bin;
    } Val;
};
using LPACCT_BIN = ACCT_BIN*;
using LPACCT_VARIANT = ACCT_VARIANT*;

static_assert(sizeof(WCHAR) == 2 && sizeof(DWORD) == 4 && sizeof(HRESULT) == 4);
static_assert(offsetof(ACCT_BIN, cb) == 0 && offsetof(ACCT_BIN, pb) == sizeof(void*));
static_assert(sizeof(ACCT_BIN) == 2 * sizeof(void*) && alignof(ACCT_BIN) == sizeof(void*));
static_assert(offsetof(ACCT_VARIANT, dwType) == 0 && offsetof(ACCT_VARIANT, Val) == sizeof(void*));
static_assert(sizeof(ACCT_VARIANT) == 3 * sizeof(void*));
static_assert(alignof(ACCT_VARIANT) == sizeof(void*));

struct IOlkAccount;
struct IOlkAccountHelper;
struct IOlkAccountManager;
struct IOlkAccountNotify;
struct IOlkEnum;
struct IOlkErrorUnknown;
using LPOLKACCOUNT = IOlkAccount*;
using LPOLKACCOUNTHELPER = IOlkAccountHelper*;
using LPOLKACCOUNTMANAGER = IOlkAccountManager*;
using LPOLKACCOUNTNOTIFY = IOlkAccountNotify*;
using LPOLKENUM = IOlkEnum*;
using LPOLKERRORUNKNOWN = IOlkErrorUnknown*;

// Gives texts for result codes. The text describes `hr`, not the last failing call, and is freed
// with FreeMemory of any manager or account.
struct IOlkErrorUnknown : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hr, LPWSTR* ppwszError) = 0;
};

// Implemented by the client and passed to Init: names the profile and lends the MAPI session.
struct IOlkAccountHelper : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE Placeholder1(void* pv) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR pwszIdentity, DWORD* pcch) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* ppmsess) = 0;
    virtual HRESULT STDMETHODCALLTYPE HandsOffSession() = 0;
};

// Implemented by the client and passed to Advise: receives the account events.
struct IOlkAccountNotify : public IOlkErrorUnknown {
    virtual HRESULT STDMETHODCALLTYPE Notify(DWORD dwNotify, DWORD dwAcctID, DWORD dwFlags) = 0;
};

// Walks a fixed list of accounts. GetNext past the end gives S_FALSE and a null pointer.
struct IOlkEnum : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetCount(DWORD* pulCount) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNext(LPUNKNOWN* ppunk) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(DWORD cSkip) = 0;
};

// One account. What GetProp and GetAccountInfo hand out is freed with FreeMemory and stays valid
// until then, also after the account and the manager are gone. The members named by their slot keep
// the documented ones at their place and answer E_NOTIMPL.
struct IOlkAccount : public IOlkErrorUnknown {
    virtual HRESULT STDMETHODCALLTYPE Slot4() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot5() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot6() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot7() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot8() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot9() = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAccountInfo(CLSID* pclsidType, DWORD* pcCategories,
                                                     CLSID** prgclsidCategory) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetProp(DWORD dwProp, ACCT_VARIANT* pVar) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetProp(DWORD dwProp, ACCT_VARIANT* pVar) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot13() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot14() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot15() = 0;
    virtual HRESULT STDMETHODCALLTYPE FreeMemory(BYTE* pv) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot17() = 0;
    virtual HRESULT STDMETHODCALLTYPE SaveChanges(DWORD dwFlags) = 0;
};

// The accounts of one profile, chosen by the helper that Init is given.
struct IOlkAccountManager : public IOlkErrorUnknown {
    virtual HRESULT STDMETHODCALLTYPE Init(IOlkAccountHelper* pAcctHelper, DWORD dwFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE DisplayAccountList(HWND hwnd, DWORD dwFlags, LPCWSTR wszTitle,
                                                         DWORD cCategories,
                                                         const CLSID* rgclsidCategories,
                                                         const CLSID* pclsidType) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot6() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot7() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot8() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot9() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot10() = 0;
    virtual HRESULT STDMETHODCALLTYPE FindAccount(DWORD dwProp, ACCT_VARIANT* pVar,
                                                  IOlkAccount** ppAccount) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot12() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot13() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot14() = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteAccount(DWORD dwAcctID) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot16() = 0;
    virtual HRESULT STDMETHODCALLTYPE SaveChanges(DWORD dwAcctID, DWORD dwFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetOrder(const CLSID* pclsidCategory, DWORD* pcAccts,
                                               DWORD* prgAccts[]) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                               DWORD rgAccts[]) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumerateAccounts(const CLSID* pclsidCategory,
                                                        const CLSID* pclsidType, DWORD dwFlags,
                                                        IOlkEnum** ppEnum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot21() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot22() = 0;
    virtual HRESULT STDMETHODCALLTYPE FreeMemory(BYTE* pv) = 0;
    virtual HRESULT STDMETHODCALLTYPE Advise(IOlkAccountNotify* pNotify, DWORD* pdwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE Unadvise(DWORD dwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot26() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot27() = 0;
    virtual HRESULT STDMETHODCALLTYPE Slot28() = 0;
};

// Makes a manager that is not initialised yet and asks it for `riid`; the caller owns the one
// reference. E_POINTER without an out-pointer, E_NOINTERFACE, E_OUTOFMEMORY. Any thread.
extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountManager(REFIID riid, void** ppv);

// Gives the class factory of `rclsid`: CLSID_OlkAccountManager, CLSID_OlkAccountEditor of
// accteditor.h, or CLSID_OlkAccountHelper of accthelper.h. E_POINTER, CLASS_E_CLASSNOTAVAILABLE,
// E_NOINTERFACE, E_OUTOFMEMORY. Any thread.
extern "C" HRESULT STDMETHODCALLTYPE OlkGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv);

// S_OK when no object, class factory lock or memory block of this library is in a client's hands,
// else S_FALSE.
extern "C" HRESULT STDMETHODCALLTYPE OlkCanUnloadNow();

// Names what managers read from the next Init on: the path of a hive or .reg file, or an URL
// (hive:, reg:, under Windows registry:), in UTF-8. It overrides the environment variable
// OLKACCT_SOURCE for the whole process; NULL gives the choice back to the environment, and without
// that variable to the live registry under Windows. Managers that are initialised keep what
// they opened. S_OK, E_INVALIDARG (an empty text), E_OUTOFMEMORY. Any thread.
extern "C" HRESULT STDMETHODCALLTYPE OlkSetAccountSource(const char* path_or_url_utf8);

#ifndef _WIN32
// OlkGetClassObject and OlkCanUnloadNow under the names by which COM looks for them in a library.
extern "C" HRESULT STDMETHODCALLTYPE DllGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv);
extern "C" HRESULT STDMETHODCALLTYPE DllCanUnloadNow();
#endif
