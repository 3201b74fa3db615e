// Drawing edits and making each of them twice.
#include "peers/edit_sequence.h"

#include <algorithm>
#include <stdexcept>

#include "olkacct/text.h"
#include "peers/account_edits.h"
#include "peers/store_reader.h"
#include "registry/copy_tree.h"
#include "registry/hive/hive_store.h"
#include "registry/memory/memory_store.h"

namespace olkacct::test {
namespace {

using registry::KeyId;
using registry::WriteTransaction;

constexpr std::uint32_t crowd = 5000;

void must_agree(const Result<void>& hive, const Result<void>& memory) {
    if (hive.has_value() != memory.has_value()) {
        throw std::runtime_error("one store takes what the other refuses: " +
                                 (hive ? memory.error().what : hive.error().what));
    }
}

std::u16string join(const std::u16string& parent, std::u16string_view name) {
    return parent.empty() ? std::u16string(name) : parent + u'\\' + std::u16string(name);
}

bool lies_in(const std::u16string& path, const std::u16string& top) {
    return path == top || path.starts_with(top + u'\\');
}

std::u16string digits(int number) {
    const std::string text = std::to_string(number);
    return {text.begin(), text.end()};
}

std::shared_ptr<registry::Store> open_hive(const std::string& path) {
    return must(registry::open_hive_store(path));
}

}  // namespace

EditSequence::EditSequence(std::string hive, std::uint32_t seed)
    : path_(std::move(hive)), draws_(seed), memory_(registry::make_memory_store("memory")) {
    const auto reader = must(open_hive(path_)->begin_read());
    const auto writer = must(memory_->begin_write());
    must(registry::copy_tree(*reader, reader->root(), *writer, writer->root()));
    must(writer->commit());
}

void EditSequence::run() {
    const std::uint32_t commits = 1 + draws_.below(4);
    for (std::uint32_t i = 0; i < commits; ++i) {
        commit_some();
        if (draws_.below(2) == 0) AccountEdits(open_hive(path_), *memory_, draws_, record_).run();
    }
}

std::u16string EditSequence::pick(const Both& both) {
    for (;;) {
        const auto& path = draws_.one_of(both.paths);
        if (exists(both, path)) return path;
    }
}

KeyId EditSequence::at(WriteTransaction& transaction, const std::u16string& path) {
    const auto key = must(find_path(transaction, transaction.root(), path));
    if (!key) throw std::runtime_error("a key is gone: " + to_display(path));
    return *key;
}

bool EditSequence::exists(const Both& both, const std::u16string& path) {
    const auto in_memory = must(find_path(both.memory, both.memory.root(), path));
    const auto in_hive = must(find_path(both.hive, both.hive.root(), path));
    if (in_memory.has_value() != in_hive.has_value()) {
        throw std::runtime_error("only one store has " + to_display(path));
    }
    return in_hive.has_value();
}

void EditSequence::commit_some() {
    const auto store = open_hive(path_);
    const auto hive = must(store->begin_write());
    const auto memory = must(memory_->begin_write());
    Both both{*hive, *memory, {}};
    for (const auto& [path, key] : read_tree(*memory).keys) both.paths.push_back(path);
    record_.story += "; begin";
    if (!crowded_.empty()) {
        delete_many(both);
    } else if (draws_.below(20) == 0) {
        create_many(both);
    }
    for (std::uint32_t count = 1 + draws_.below(14); count > 0; --count) one_edit(both);
    must(hive->commit());
    must(memory->commit());
    record_.story += "; commit";
}

void EditSequence::one_edit(Both& both) {
    switch (draws_.below(12)) {
        case 0:
        case 1:
            return set_value(both, pick(both),
                             draws_.value(draws_.below(10) == 0 ? u"" : draws_.name()));
        case 2:
        case 3:
        case 4:
            return replace_value(both);
        case 5:
            return delete_value(both);
        case 6:
            return reorder(both);
        case 7:
            create_key(both, pick(both), draws_.name());
            return;
        case 8:
            return create_full_key(both);
        case 9:
            return delete_key(both, pick(both));
        case 10:
            return copy_key(both);
        default:
            return set_extras(both);
    }
}

void EditSequence::set_value(Both& both, const std::u16string& path, RegistryValue value) {
    record_.story += "; set " + to_display(join(path, value.name)) + " to " +
                     std::to_string(value.data.size()) + " bytes";
    record_.touched.insert(path);
    must_agree(both.hive.set_value(at(both.hive, path), value),
               both.memory.set_value(at(both.memory, path), value));
}

void EditSequence::replace_value(Both& both) {
    const auto path = pick(both);
    const auto values = must(both.memory.values(at(both.memory, path)));
    if (values.empty()) return;
    auto other = draws_.value(draws_.one_of(values).name);
    // Names mean the same in any case, and a value keeps its spelling.
    for (char16_t& unit : other.name) {
        if (unit >= u'a' && unit <= u'z') unit = static_cast<char16_t>(unit - 0x20);
    }
    set_value(both, path, std::move(other));
}

void EditSequence::delete_value(Both& both) {
    const auto path = pick(both);
    const auto values = must(both.memory.values(at(both.memory, path)));
    if (values.empty()) return;
    const auto& gone = draws_.one_of(values).name;
    record_.story += "; delete value " + to_display(join(path, gone));
    record_.touched.insert(path);
    must_agree(both.hive.delete_value(at(both.hive, path), gone),
               both.memory.delete_value(at(both.memory, path), gone));
}

// What setting an order does to its list.
void EditSequence::reorder(Both& both) {
    const auto path = pick(both);
    for (auto& value : must(both.memory.values(at(both.memory, path)))) {
        if (value.type != registry_type::binary || value.data.size() < 8 ||
            value.data.size() % 4 != 0) {
            continue;
        }
        std::rotate(value.data.begin(), value.data.begin() + 4, value.data.end());
        return set_value(both, path, std::move(value));
    }
}

std::u16string EditSequence::create_key(Both& both, const std::u16string& parent,
                                        std::u16string name) {
    auto path = join(parent, name);
    record_.story += "; create " + to_display(path);
    record_.touched.insert({parent, path});
    must(both.hive.create_key(at(both.hive, parent), name));
    must(both.memory.create_key(at(both.memory, parent), name));
    both.paths.push_back(path);
    return path;
}

void EditSequence::create_full_key(Both& both) {
    const auto path = create_key(both, pick(both), draws_.name());
    for (std::uint32_t count = 1 + draws_.below(25); count > 0; --count) {
        set_value(both, path, draws_.value(draws_.name()));
    }
}

void EditSequence::create_many(Both& both) {
    crowded_ = create_key(both, pick(both), draws_.name());
    record_.story += " with 5,000 below";
    const KeyId in_hive = at(both.hive, crowded_);
    const KeyId in_memory = at(both.memory, crowded_);
    std::vector<int> numbers(crowd);
    for (std::uint32_t i = 0; i < crowd; ++i) numbers[i] = static_cast<int>(i);
    draws_.shuffle(numbers);
    for (const int number : numbers) {
        const auto name = digits(number);
        must(both.hive.create_key(in_hive, name));
        must(both.memory.create_key(in_memory, name));
        record_.touched.insert(join(crowded_, name));
    }
}

void EditSequence::delete_many(Both& both) {
    if (exists(both, crowded_)) {
        record_.story += "; delete many";
        const std::uint32_t from = draws_.below(4) == 0 ? 0 : draws_.below(crowd - 1500);
        const std::uint32_t to = from == 0 ? crowd : from + 1500;
        const KeyId in_hive = at(both.hive, crowded_);
        const KeyId in_memory = at(both.memory, crowded_);
        for (std::uint32_t i = from; i < to; ++i) {
            const auto name = digits(static_cast<int>(i));
            const auto gone = must(both.memory.find(in_memory, name));
            if (!gone || !must(both.memory.subkeys(*gone)).empty()) continue;
            must(both.memory.delete_key(*gone));
            must(both.hive.delete_key(must(both.hive.find(in_hive, name)).value()));
            record_.touched.insert(join(crowded_, name));
        }
        record_.touched.insert(crowded_);
    }
    crowded_.clear();
}

void EditSequence::delete_key(Both& both, const std::u16string& path) {
    if (path.empty() || draws_.below(3) == 0) return;
    std::set<std::u16string> gone = {parent_of(path)};
    std::ranges::copy_if(both.paths, std::inserter(gone, gone.end()),
                         [&](const auto& one) { return lies_in(one, path); });
    // Not half of the hive each time.
    if (gone.size() > 200) return;
    const auto done = both.hive.delete_key(at(both.hive, path));
    if (!done && done.error().code == ErrorCode::invalid_argument) return;
    record_.story += "; delete " + to_display(path);
    must(done);
    must(both.memory.delete_key(at(both.memory, path)));
    record_.touched.merge(gone);
}

void EditSequence::copy_key(Both& both) {
    const auto source = pick(both);
    const auto parent = pick(both);
    const auto below =
        std::ranges::count_if(both.paths, [&](const auto& one) { return lies_in(one, source); });
    if (source.empty() || lies_in(parent, source) || below > 100) return;
    const auto paths = both.paths;
    const auto target = create_key(both, parent, draws_.name());
    record_.story += " as a copy of " + to_display(source);
    for (auto* one : {&both.hive, &both.memory}) {
        must(registry::copy_tree(*one, at(*one, source), *one, at(*one, target)));
    }
    for (const auto& path : paths) {
        if (path == source || !lies_in(path, source)) continue;
        both.paths.push_back(target + path.substr(source.size()));
        record_.touched.insert(both.paths.back());
    }
}

void EditSequence::set_extras(Both& both) {
    const auto path = pick(both);
    // A plan, from which the memory takes edits of profiles, tells of keys and values alone.
    if (path.find(u"Profiles") != path.npos) return;
    record_.story += "; class and descriptor of " + to_display(path);
    record_.touched.insert(path);
    const auto class_name = draws_.below(3) == 0 ? std::u16string() : draws_.numbered(u"Class");
    must(both.hive.set_class_name(at(both.hive, path), class_name));
    must(both.memory.set_class_name(at(both.memory, path), class_name));
    auto descriptor = must(both.hive.security(at(both.hive, pick(both))));
    if (descriptor.empty()) return;
    // One that others have, or a new one.
    if (draws_.below(2) == 0) descriptor.resize(descriptor.size() + 4 * (1 + draws_.below(3)));
    must(both.hive.set_security(at(both.hive, path), descriptor));
}

}  // namespace olkacct::test
