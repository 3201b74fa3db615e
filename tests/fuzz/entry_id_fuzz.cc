// Fuzz target: bytes read as the entry id of a store and of an Exchange mailbox, and given to a
// MAPI session as a client gives them.
//
// Input: one byte, the length of the first of two entry ids, then both.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>

#include "olkacct/acctmgmt.h"
#include "olkacct/mapi.h"
#include "profile/edit/entry_ids.h"
#include "profile/exchange.h"
#include "registry/memory/memory_store.h"
#include "support/temp_dir.h"

namespace {

namespace profile = olkacct::profile;
using Bytes = std::span<const std::byte>;

void expect(bool holds) {
    if (!holds) std::abort();
}

constexpr const char* source = R"(Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Outlook\Profiles\P\9375CFF0413111d3B88A00104B2A6676]
"Version"=dword:00000002
)";

IMAPISession& session() {
    static IMAPISession* const made = [] {
        static const olkacct::test::TempDir folder;
        const auto path = folder.write("p.reg", std::string_view(source));
        IMAPISession* opened = nullptr;
        char name[] = "P";
        expect(OlkSetAccountSource(("reg:" + path.string()).c_str()) == S_OK &&
               MAPIInitialize(nullptr) == S_OK &&
               MAPILogonEx(0, name, nullptr, MAPI_NEW_SESSION, &opened) == S_OK);
        return opened;
    }();
    return *made;
}

// Exactly as many bytes as are said, so that one read beyond them is seen.
struct ClientId {
    explicit ClientId(Bytes bytes)
        : size(static_cast<ULONG>(bytes.size())), memory(new BYTE[bytes.size()]) {
        std::copy_n(reinterpret_cast<const BYTE*>(bytes.data()), bytes.size(), memory.get());
    }
    ENTRYID* id() const { return reinterpret_cast<ENTRYID*>(memory.get()); }

    ULONG size;
    std::unique_ptr<BYTE[]> memory;
};

HRESULT compare(const ClientId& left, const ClientId& right, ULONG& same) {
    return session().CompareEntryIDs(left.size, left.id(), right.size, right.id(), 0, &same);
}

void ask_session(Bytes first, Bytes second) {
    const ClientId left(first);
    const ClientId right(second);
    ULONG same = 9;
    ULONG turned = 9;
    const HRESULT hr = compare(left, right, same);
    expect(compare(right, left, turned) == hr && same == turned && same <= 1);
    ULONG itself = 9;
    const HRESULT own = compare(left, left, itself);
    expect(own == (left.size < 20 ? MAPI_E_INVALID_ENTRYID : S_OK) && itself == (own == S_OK));
    ULONG_PTR connection = 9;
    expect(FAILED(session().Advise(left.size, left.id(), 1, nullptr, &connection)) &&
           connection == 0);
}

void read_store(Bytes bytes) {
    const auto path = profile::path_of_store(bytes);
    if (path.empty()) return;
    expect(profile::path_of_store(profile::store_entry_id(path)) == path);
}

void read_mailbox(Bytes bytes) {
    static const auto store = olkacct::registry::make_memory_store("m");
    const auto transaction = store->begin_read();
    profile::ReadContext context(**transaction);
    olkacct::Account account;
    account.id = 1;
    account.type = olkacct::AccountType::mapi;
    account.is_exchange = true;
    account.values = {
        {u"Identity Eid", olkacct::registry_type::binary, {bytes.begin(), bytes.end()}}};
    const auto details = profile::read_exchange_details(context, (*transaction)->root(), account);
    expect(details.has_value() && details->address.size() <= bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto bytes = std::as_bytes(std::span(data, size)).subspan(1);
    const auto first = bytes.first(std::min<std::size_t>(data[0], bytes.size()));
    read_store(bytes);
    read_mailbox(bytes);
    ask_session(first, bytes.subspan(first.size()));
    return 0;
}
