// The source that the conformance tests read, as the text of a .reg export.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace olkacct::test {

// Ids in the profile "Ann" of the sample.
enum SampleId : unsigned {
    contab = 1,     // MAPI service, address book
    pop3 = 2,       // every value that a POP3 account can have
    data_file = 3,  // MAPI service, store
    imap = 4,       // first in the Mail order
    exchange = 5,   // also in the stored address-book list, where it must not be shown
    ldap = 6,
    hotmail = 7,  // in no list
    eas = 8,      // a type beyond the documented five
    dead = 99,    // in the Mail list, without a subkey
};

// What a test may leave out of the profile "Ann" or change in it.
struct SampleOptions {
    bool without_pop3 = false;
    std::string pop3_name = "Work";
    bool without_profile = false;
    // Of the Exchange account.
    bool without_identity = false;
    // Two stores, of which the second is the default one.
    bool with_stores = false;
};

// PR_ENTRYID of the default store.
std::vector<std::uint8_t> default_store_entry_id();

// Two profiles under 16.0: "Ann" as above, "Otto" with the one POP3 account 1.
std::string sample_reg(const SampleOptions& options = {});

}  // namespace olkacct::test
