// The identifiers of the MAPI interfaces by their types.
#pragma once

#include "base/com/uuid_of.h"
#include "olkacct/mapi.h"

namespace olkacct::com {

template <>
struct UuidOf<::IMAPIProp> {
    static const IID& get() noexcept { return IID_IMAPIProp; }
};
template <>
struct UuidOf<::IProfSect> {
    static const IID& get() noexcept { return IID_IProfSect; }
};
template <>
struct UuidOf<::IMAPITable> {
    static const IID& get() noexcept { return IID_IMAPITable; }
};
template <>
struct UuidOf<::IMAPISession> {
    static const IID& get() noexcept { return IID_IMAPISession; }
};
template <>
struct UuidOf<::IProfAdmin> {
    static const IID& get() noexcept { return IID_IProfAdmin; }
};
template <>
struct UuidOf<::IMsgServiceAdmin> {
    static const IID& get() noexcept { return IID_IMsgServiceAdmin; }
};
template <>
struct UuidOf<::IMsgServiceAdmin2> {
    static const IID& get() noexcept { return IID_IMsgServiceAdmin2; }
};
template <>
struct UuidOf<::IProviderAdmin> {
    static const IID& get() noexcept { return IID_IProviderAdmin; }
};

}  // namespace olkacct::com
