// Entry ids of data files, folders and mailboxes in pairs, and hostile copies of them.
#include <string>
#include <utility>

#include "fuzz/corpus/seeds.h"
#include "support/property_bytes.h"

namespace olkacct::test {

std::vector<Seed> entry_id_seeds() {
    constexpr std::size_t copies_of_each = 40;
    const auto paired = [](const Bytes& first, const Bytes& second) {
        Bytes bytes = {static_cast<std::byte>(first.size())};
        append(bytes, first);
        append(bytes, second);
        return bytes;
    };
    const Bytes store = store_entry_id(u"C:\\Users\\ann\\Ann.pst");
    const Bytes folder = inbox_entry_id(made_up_uid(7));
    const Bytes mailbox = mailbox_entry_id("/o=Org/ou=Site/cn=Recipients/cn=ann");
    const std::pair<std::string, Bytes> wholes[] = {{"store", paired({}, store)},
                                                    {"store-twice", paired(store, store)},
                                                    {"mailbox", paired({}, mailbox)},
                                                    {"folder-and-mailbox", paired(folder, mailbox)},
                                                    {"shortest", paired(made_up_bytes(3, 20), {})}};
    std::vector<Seed> seeds;
    std::uint32_t salt = 1;
    for (const auto& [name, bytes] : wholes) {
        std::size_t index = 0;
        for (auto& copy : hostile_copies(bytes, copies_of_each, salt++)) {
            seeds.push_back({name + "-hostile-" + std::to_string(index++), std::move(copy)});
        }
        seeds.push_back({name, bytes});
    }
    return seeds;
}

}  // namespace olkacct::test
