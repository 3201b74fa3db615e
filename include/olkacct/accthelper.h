// A helper for IOlkAccountManager::Init, so that clients need not write their own: it names a
// profile and lends a MAPI session on it.
//
// Ours, not Microsoft's: a class and an interface of its own, in the form that the documentation of
// IOlkAccountHelper prescribes for helpers.
#pragma once

#include <olkacct/acctmgmt.h>

inline constexpr CLSID CLSID_OlkAccountHelper = {
    0x6877089E, 0x2E61, 0x4F9F, {0xA7, 0x6F, 0x79, 0x45, 0x4E, 0x0A, 0x3D, 0x45}};
inline constexpr IID IID_IOlkSessionHelper = {
    0x6007F15C, 0x37EB, 0x4185, {0xA4, 0xD0, 0xBC, 0x0B, 0xB1, 0x7C, 0x96, 0x3C}};

// A helper that is told where its session comes from, once; before that GetIdentity and
// GetMapiSession give E_OLK_NOT_INITIALIZED and HandsOffSession E_NOTIMPL. Any thread.
//
// GetIdentity counts the terminating zero. A buffer that is too small is left as it is:
// E_OUTOFMEMORY, with the size that is needed in *pcch. NULL with *pcch = 0 asks for the size.
//
// One helper serves one manager: HandsOffSession ends the session for everybody.
struct IOlkSessionHelper : public IOlkAccountHelper {
    // The helper makes a session on the named profile when the first one is asked for, with the
    // initialisation of MAPI that it needs. HandsOffSession logs it off, releases it and gives
    // S_OK, and whoever asks then gets a new one. E_INVALIDARG without a name,
    // E_OLK_ALREADY_INITIALIZED, E_OUTOFMEMORY.
    virtual HRESULT STDMETHODCALLTYPE UseProfile(LPCWSTR pwszProfile) = 0;

    // The helper keeps one reference on the client's session until it is released itself, and hands
    // out further ones. HandsOffSession gives E_NOTIMPL and changes nothing. `pwszProfile` may be
    // NULL: the session's own profile, from PR_PROFILE_NAME of its global section. E_INVALIDARG for
    // what is no MAPI session, E_OLK_ALREADY_INITIALIZED, E_OUTOFMEMORY, and what the session gives
    // when it does not tell its profile.
    virtual HRESULT STDMETHODCALLTYPE UseSession(LPUNKNOWN pSession, LPCWSTR pwszProfile) = 0;
};
using LPOLKSESSIONHELPER = IOlkSessionHelper*;

// Makes a helper and asks it for `riid`; the caller owns the one reference. With `pSession` it is
// told UseSession(pSession, pwszProfile), else with `pwszProfile` UseProfile(pwszProfile); their
// failures are given on. With neither it is not told yet, as the class factory makes them, which
// OlkGetClassObject has under CLSID_OlkAccountHelper. E_POINTER without an out-pointer,
// E_NOINTERFACE, E_OUTOFMEMORY. Any thread.
extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountHelper(LPCWSTR pwszProfile, LPUNKNOWN pSession,
                                                            REFIID riid, void** ppv);
