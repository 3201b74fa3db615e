// The identifier of an interface by its type.
#pragma once

#include <olkacct/accteditor.h>
#include <olkacct/acctmgmt.h>
#include <olkacct/com.h>

namespace olkacct::com {

// Not defined for a type that is not a known interface, so that a missing line below is an error
// of the compiler.
template <class Interface>
struct UuidOf;

template <>
struct UuidOf<::IUnknown> {
    static const IID& get() noexcept { return IID_IUnknown; }
};
template <>
struct UuidOf<::IClassFactory> {
    static const IID& get() noexcept { return IID_IClassFactory; }
};
template <>
struct UuidOf<::IOlkErrorUnknown> {
    static const IID& get() noexcept { return IID_IOlkErrorUnknown; }
};
template <>
struct UuidOf<::IOlkEnum> {
    static const IID& get() noexcept { return IID_IOlkEnum; }
};
template <>
struct UuidOf<::IOlkAccountNotify> {
    static const IID& get() noexcept { return IID_IOlkAccountNotify; }
};
template <>
struct UuidOf<::IOlkAccountHelper> {
    static const IID& get() noexcept { return IID_IOlkAccountHelper; }
};
template <>
struct UuidOf<::IOlkAccountManager> {
    static const IID& get() noexcept { return IID_IOlkAccountManager; }
};
template <>
struct UuidOf<::IOlkAccount> {
    static const IID& get() noexcept { return IID_IOlkAccount; }
};

template <>
struct UuidOf<::IOlkAccountEditor> {
    static const IID& get() noexcept { return IID_IOlkAccountEditor; }
};

template <class Interface>
const IID& uuid_of() noexcept {
    return UuidOf<Interface>::get();
}

}  // namespace olkacct::com
