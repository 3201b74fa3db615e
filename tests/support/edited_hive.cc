#include "support/edited_hive.h"

#include <algorithm>
#include <vector>

#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/hive_check.h"

namespace olkacct::test {

namespace {

const std::string hive_path = "NTUSER.DAT";
// Keys and bytes after which a reading ends: small files can hold much that is shared.
constexpr std::size_t most_keys = 3000;
constexpr std::size_t most_bytes = std::size_t{8} << 20;

std::shared_ptr<CrashFiles> files_of(const HiveFrame& frame) {
    auto files = std::make_shared<CrashFiles>();
    files->put(hive_path, frame.primary);
    if (frame.log1) files->put(hive_path + ".LOG1", *frame.log1);
    if (frame.log2) files->put(hive_path + ".LOG2", *frame.log2);
    return files;
}

std::shared_ptr<registry::Store> store_on(const std::shared_ptr<CrashFiles>& files) {
    return *registry::open_hive_store(hive_path, {.files = files});
}

struct SeenKey {
    std::u16string name;
    std::u16string class_name;
    std::vector<std::byte> descriptor;
    std::vector<RegistryValue> values;
    std::size_t subkeys = 0;

    bool operator==(const SeenKey&) const = default;
};

struct Seen {
    std::vector<SeenKey> keys;
    bool damaged = false;
};

// Depth first, as far as it can be read.
Seen read_all(registry::ReadTransaction& transaction) {
    Seen seen;
    std::size_t bytes = 0;
    std::vector<registry::KeyId> waiting = {transaction.root()};
    while (!waiting.empty() && seen.keys.size() < most_keys && bytes < most_bytes) {
        const auto key = waiting.back();
        waiting.pop_back();
        auto info = transaction.info(key);
        auto values = transaction.values(key);
        auto descriptor = transaction.security(key);
        const auto subkeys = transaction.subkeys(key);
        seen.damaged = seen.damaged || !info || !values || !descriptor || !subkeys;
        SeenKey& now = seen.keys.emplace_back();
        if (info) now.name = std::move(info->name);
        if (info) now.class_name = std::move(info->class_name);
        if (descriptor) now.descriptor = std::move(*descriptor);
        if (values) now.values = std::move(*values);
        for (const auto& value : now.values) bytes += value.data.size();
        if (!subkeys) continue;
        now.subkeys = subkeys->size();
        for (const auto& subkey : *subkeys) waiting.push_back(subkey.id);
    }
    seen.damaged = seen.damaged || !transaction.warnings().empty();
    return seen;
}

// What the transaction shows after the edits; nullopt when it cannot be begun. Reading may find
// damage and so forbid the commit: it is made elsewhere.
std::optional<Seen> shown_after(const EditedFrame& edits) {
    const auto files = files_of(edits.frame);
    const auto writer = store_on(files)->begin_write();
    if (!writer) return std::nullopt;
    run_script(**writer, edits.script);
    return read_all(**writer);
}

Result<void> edit_and_commit(const std::shared_ptr<CrashFiles>& files, const Bytes& script) {
    const auto writer = store_on(files)->begin_write();
    if (!writer) return tl::unexpected(writer.error());
    run_script(**writer, script);
    return (*writer)->commit();
}

std::string problem_of_commit(const Seen& shown, const std::shared_ptr<CrashFiles>& files) {
    const auto reader = store_on(files)->begin_read();
    if (!reader) return "the hive cannot be read: " + reader.error().what;
    const Seen now = read_all(**reader);
    if (now.keys != shown.keys) return "the hive does not hold what the transaction showed";
    if (now.damaged && !shown.damaged) {
        const auto& warnings = (*reader)->warnings();
        return "damage that the transaction did not show: " +
               (warnings.empty() ? std::string() : warnings.front().what);
    }
    return {};
}

}  // namespace

EditedHive edit_hive(const EditedFrame& edits) {
    EditedHive result;
    const auto shown = shown_after(edits);
    const auto files = files_of(edits.frame);
    const auto before = files->contents();
    const auto done = edit_and_commit(files, edits.script);
    const auto after = files->contents();
    result.file = after.at(hive_path);
    if (!done) {
        result.refused = done.error();
        if (after != before) result.problem = "a refused commit changed a file";
        return result;
    }
    if (!shown) {
        result.problem = "a commit of what could not be opened";
        return result;
    }
    result.problem = problem_of_commit(*shown, files);
    if (!result.problem.empty() || !check_hive(before.at(hive_path)).problems.empty())
        return result;
    if (const auto report = check_hive(result.file); !report.problems.empty()) {
        result.problem = "a sound hive no longer is: " + report.problems.front();
    }
    return result;
}

}  // namespace olkacct::test
