// What the clients share: activation, owned pointers, the profile of a session, text for printing.
//
// They are written as programs for Windows are, over the interfaces alone, and are built there too:
// nothing here or in them calls the operating system except to activate a class.
#pragma once

#include <olkacct/acctmgmt.h>
#include <olkacct/mapi.h>

#ifdef _WIN32
#include <objbase.h>
#endif

#include <cstdio>
#include <string>
#include <utility>

namespace client {

// Owns one reference.
template <class T>
class Com {
  public:
    Com() = default;
    explicit Com(T* owned) : pointer_(owned) {}
    Com(Com&& other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
    Com& operator=(Com&& other) noexcept {
        std::swap(pointer_, other.pointer_);
        return *this;
    }
    ~Com() { reset(); }

    void reset() {
        if (T* const old = std::exchange(pointer_, nullptr); old != nullptr) old->Release();
    }
    T** put() {
        reset();
        return &pointer_;
    }
    T* get() const { return pointer_; }
    T* operator->() const { return pointer_; }
    explicit operator bool() const { return pointer_ != nullptr; }

  private:
    T* pointer_ = nullptr;
};

// The manager as COM activates it (AM-Com-1).
inline HRESULT activate_manager(IOlkAccountManager** manager) {
    *manager = nullptr;
    void* object = nullptr;
#ifdef _WIN32
    CoInitialize(nullptr);
    const HRESULT hr = CoCreateInstance(CLSID_OlkAccountManager, nullptr, CLSCTX_INPROC_SERVER,
                                        IID_IOlkAccountManager, &object);
#else
    // What CoCreateInstance does with the library that the registry names.
    HRESULT hr = DllGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, &object);
    if (FAILED(hr)) return hr;
    const Com factory(static_cast<IClassFactory*>(object));
    object = nullptr;
    hr = factory->CreateInstance(nullptr, IID_IOlkAccountManager, &object);
#endif
    *manager = static_cast<IOlkAccountManager*>(object);
    return hr;
}

// A session of its own on the named profile, or on the default one.
inline HRESULT log_on(const char* profile, IMAPISession** session) {
    const FLAGS flags = MAPI_EXTENDED | MAPI_NO_MAIL | MAPI_NEW_SESSION |
                        (profile == nullptr ? FLAGS{MAPI_USE_DEFAULT} : FLAGS{0});
    return MAPILogonEx(0, reinterpret_cast<LPTSTR>(const_cast<char*>(profile)), nullptr, flags,
                       session);
}

// Empty when the session does not say. PR_PROFILE_NAME of the section that every profile has.
inline std::basic_string<WCHAR> profile_name(IMAPISession& session) {
    MAPIUID global = pbGlobalProfileSectionGuid;
    Com<IProfSect> section;
    if (FAILED(session.OpenProfileSection(&global, nullptr, 0, section.put()))) return {};
    SPropValue* value = nullptr;
    if (FAILED(HrGetOneProp(section.get(), PR_PROFILE_NAME_W, &value))) return {};
    std::basic_string<WCHAR> name(value->Value.lpszW);
    MAPIFreeBuffer(value);
    return name;
}

// UTF-8; half a surrogate pair becomes U+FFFD.
inline std::string utf8(const WCHAR* text) {
    std::string out;
    for (; *text != 0; ++text) {
        unsigned point = static_cast<unsigned>(*text);
        if (point >= 0xD800 && point < 0xDC00 && text[1] >= 0xDC00 && text[1] < 0xE000) {
            ++text;
            point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<unsigned>(*text) - 0xDC00);
        } else if (point >= 0xD800 && point < 0xE000) {
            point = 0xFFFD;
        }
        const auto put = [&](unsigned byte) { out.push_back(static_cast<char>(byte)); };
        if (point < 0x80) {
            put(point);
            continue;
        }
        const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        const unsigned lead = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
        put(lead | point >> 6 * more);
        for (int left = more - 1; left >= 0; --left) put(0x80 | (point >> 6 * left & 0x3F));
    }
    return out;
}

inline std::string hex(const BYTE* bytes, DWORD count) {
    std::string out;
    char digits[3];
    for (DWORD i = 0; i < count; ++i) {
        std::snprintf(digits, sizeof digits, "%02X", static_cast<unsigned>(bytes[i]));
        out += digits;
    }
    return out;
}

// Says what failed; gives the exit code of the program.
inline int failed(const char* what, HRESULT hr) {
    std::printf("%s failed: 0x%08X\n", what, static_cast<unsigned>(hr));
    return 1;
}

}  // namespace client
