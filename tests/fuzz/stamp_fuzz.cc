// Fuzz target: UTF-16LE text read as an account stamp, written, and resolved.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "base/utf16.h"
#include "mail/stamp.h"

namespace mail = olkacct::mail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = olkacct::base::from_utf16le(std::as_bytes(std::span(data, size)));
    const auto stamp = mail::parse_stamp(text);
    if (!stamp) return 0;
    if (mail::parse_stamp(mail::stamp_text(*stamp)) != stamp) std::abort();

    olkacct::Profile profile;
    profile.accounts.resize(1);
    profile.accounts[0].id = stamp->id;
    const auto* account = mail::resolve_stamp(profile, *stamp);
    if (account == nullptr || account->id != stamp->id) std::abort();
    (void)mail::compare_address(*stamp, profile, *account);
    return 0;
}
