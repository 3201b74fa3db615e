// Counts in a store, one commit at a time, and tells of each that has returned.
//   test_store_writer URL NAME SECONDS
// Writes `committed N` for each commit that succeeded, `refused CODE` for each attempt that was
// turned away, and ends with 1 and `failed ...` on anything that waiting would not mend.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "processes/counters.h"
#include "registry/open_store.h"
#include "support/running_program.h"

namespace olkacct::test {
namespace {

using registry::KeyId;
using registry::WriteTransaction;

Result<KeyId> open_key(WriteTransaction& transaction) {
    KeyId key = transaction.root();
    for (const auto* name : {u"Software", u"Counters"}) {
        const auto next = transaction.create_key(key, name);
        if (!next) return next;
        key = *next;
    }
    return key;
}

Result<std::uint32_t> raise(WriteTransaction& transaction, KeyId key, std::u16string_view name) {
    const auto now = counter(transaction, key, name);
    if (!now) return now;
    const auto done = transaction.set_value(key, number_value(name, *now + 1));
    if (!done) return tl::unexpected(done.error());
    return *now + 1;
}

Result<std::uint32_t> count_once(registry::Store& store, std::u16string_view name) {
    const auto transaction = store.begin_write();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto key = open_key(**transaction);
    if (!key) return tl::unexpected(key.error());
    const auto mine = raise(**transaction, *key, name);
    if (!mine) return mine;
    const auto sum = raise(**transaction, *key, sum_name);
    if (!sum) return sum;
    if (auto done = (*transaction)->set_value(*key, text_value(*sum)); !done) {
        return tl::unexpected(done.error());
    }
    if (auto done = (*transaction)->commit(); !done) return tl::unexpected(done.error());
    return *mine;
}

bool is_refusal(ErrorCode code) {
    return code == ErrorCode::source_busy || code == ErrorCode::conflict;
}

int run(const std::string& url, const std::string& name, double seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    const auto store = registry::open_store(url, {}, base::system_files());
    if (!store) {
        say("failed to open: " + store.error().what);
        return 1;
    }
    const std::u16string wide_name(name.begin(), name.end());
    while (std::chrono::steady_clock::now() < end) {
        const auto number = count_once(**store, wide_name);
        if (number) {
            say("committed " + std::to_string(*number));
        } else if (is_refusal(number.error().code)) {
            say("refused " + std::to_string(static_cast<int>(number.error().code)));
        } else {
            say("failed " + number.error().what + " (" + number.error().where + ")");
            return 1;
        }
    }
    return 0;
}

}  // namespace
}  // namespace olkacct::test

int main(int count, char** arguments) {
    if (count != 4) return 2;
    return olkacct::test::run(arguments[1], arguments[2], std::atof(arguments[3]));
}
