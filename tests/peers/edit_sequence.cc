// Drawing edits and making each of them twice.
#include "peers/edit_sequence.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "peers/store_reader.h"
#include "registry/apply_changes.h"
#include "registry/copy_tree.h"
#include "registry/hive/hive_store.h"
#include "registry/memory/memory_store.h"
#include "support/bytes.h"

namespace olkacct::test {
namespace {

using registry::KeyId;
using registry::WriteTransaction;

constexpr std::uint32_t crowd = 5000;

template <class T>
T must(Result<T> outcome) {
    if (!outcome)
        throw std::runtime_error(outcome.error().what + " (" + outcome.error().where + ")");
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

void must_agree(const Result<void>& hive, const Result<void>& memory) {
    if (hive.has_value() != memory.has_value()) {
        throw std::runtime_error("one store takes what the other refuses: " +
                                 (hive ? memory.error().what : hive.error().what));
    }
}

std::u16string join(const std::u16string& parent, std::u16string_view name) {
    return parent.empty() ? std::u16string(name) : parent + u'\\' + std::u16string(name);
}

std::u16string parent_of(const std::u16string& path) {
    const std::size_t end = path.rfind(u'\\');
    return end == path.npos ? std::u16string() : path.substr(0, end);
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
    : path_(std::move(hive)), random_(seed), memory_(registry::make_memory_store("memory")) {
    const auto reader = must(open_hive(path_)->begin_read());
    const auto writer = must(memory_->begin_write());
    must(registry::copy_tree(*reader, reader->root(), *writer, writer->root()));
    must(writer->commit());
}

void EditSequence::run() {
    const std::uint32_t commits = 1 + draw(4);
    for (std::uint32_t i = 0; i < commits; ++i) {
        commit_some();
        if (draw(2) == 0) edit_accounts();
    }
}

std::u16string EditSequence::name() {
    static constexpr std::array<std::u16string_view, 10> stems = {u"Server",
                                                                  u"a/b, c",
                                                                  u"\u00C4\u00E9\u00FF",
                                                                  u"\u043A\u043B\u044E\u0447",
                                                                  u"\u65E5\u672C",
                                                                  u"\U0001F4E7",
                                                                  u"x",
                                                                  u"Account Name",
                                                                  u"%41 \"q\"",
                                                                  u"\u0178\u00DF"};
    std::u16string made(stems[draw(stems.size())]);
    if (draw(20) == 0) made += std::u16string(100, u'l');
    return made + digits(++made_);
}

std::vector<std::byte> EditSequence::noise(std::uint32_t size) {
    std::vector<std::byte> bytes(size);
    for (std::byte& one : bytes) one = static_cast<std::byte>(random_());
    return bytes;
}

RegistryValue EditSequence::value(std::u16string name) {
    using namespace registry_type;
    switch (draw(8)) {
        case 0:
            return {std::move(name), dword, noise(4)};
        case 1:
            return {std::move(name), qword, noise(8)};
        case 2:
            return {std::move(name), sz, text_bytes(std::u16string(draw(400), u'\u0416'))};
        case 3:
            return {std::move(name), expand_sz, text_bytes(u"%USERPROFILE%\\mail.pst")};
        case 4:
            return {std::move(name), binary, noise(1 + draw(4))};
        case 5:
            // Around the size from which on data is split, and far above.
            return {std::move(name), binary, noise(16340 + draw(draw(3) == 0 ? 100000 : 10))};
        case 6:
            return {std::move(name), binary, noise(1 + draw(3000))};
        default:
            return {std::move(name), sz, text_bytes(std::u16string(1 + draw(90), u'm'))};
    }
}

std::u16string EditSequence::pick(const Both& both) {
    for (;;) {
        const auto& path = both.paths[draw(static_cast<std::uint32_t>(both.paths.size()))];
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
    story_ += "; begin";
    if (!crowded_.empty()) {
        delete_many(both);
    } else if (draw(20) == 0) {
        create_many(both);
    }
    for (std::uint32_t count = 1 + draw(14); count > 0; --count) one_edit(both);
    must(hive->commit());
    must(memory->commit());
    story_ += "; commit";
}

void EditSequence::one_edit(Both& both) {
    switch (draw(12)) {
        case 0:
        case 1:
            return set_value(both, pick(both), value(draw(10) == 0 ? u"" : name()));
        case 2:
        case 3:
        case 4:
            return replace_value(both);
        case 5:
            return delete_value(both);
        case 6:
            return reorder(both);
        case 7:
            create_key(both, pick(both), name());
            return;
        case 8:
            return create_account(both);
        case 9:
            return delete_key(both, pick(both));
        case 10:
            return copy_key(both);
        default:
            return set_extras(both);
    }
}

void EditSequence::set_value(Both& both, const std::u16string& path, RegistryValue value) {
    story_ += "; set " + to_display(join(path, value.name)) + " to " +
              std::to_string(value.data.size()) + " bytes";
    touched_.insert(path);
    must_agree(both.hive.set_value(at(both.hive, path), value),
               both.memory.set_value(at(both.memory, path), value));
}

void EditSequence::replace_value(Both& both) {
    const auto path = pick(both);
    const auto values = must(both.memory.values(at(both.memory, path)));
    if (values.empty()) return;
    auto other = value(values[draw(static_cast<std::uint32_t>(values.size()))].name);
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
    const auto& gone = values[draw(static_cast<std::uint32_t>(values.size()))].name;
    story_ += "; delete value " + to_display(join(path, gone));
    touched_.insert(path);
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
    story_ += "; create " + to_display(path);
    touched_.insert({parent, path});
    must(both.hive.create_key(at(both.hive, parent), name));
    must(both.memory.create_key(at(both.memory, parent), name));
    both.paths.push_back(path);
    return path;
}

void EditSequence::create_account(Both& both) {
    const auto path = create_key(both, pick(both), name());
    for (std::uint32_t count = 1 + draw(25); count > 0; --count) {
        set_value(both, path, value(name()));
    }
}

void EditSequence::create_many(Both& both) {
    crowded_ = create_key(both, pick(both), name());
    story_ += " with 5,000 below";
    const KeyId in_hive = at(both.hive, crowded_);
    const KeyId in_memory = at(both.memory, crowded_);
    std::vector<int> numbers(crowd);
    for (std::uint32_t i = 0; i < crowd; ++i) numbers[i] = static_cast<int>(i);
    std::shuffle(numbers.begin(), numbers.end(), random_);
    for (const int number : numbers) {
        const auto name = digits(number);
        must(both.hive.create_key(in_hive, name));
        must(both.memory.create_key(in_memory, name));
        touched_.insert(join(crowded_, name));
    }
}

void EditSequence::delete_many(Both& both) {
    if (exists(both, crowded_)) {
        story_ += "; delete many";
        const std::uint32_t from = draw(4) == 0 ? 0 : draw(crowd - 1500);
        const std::uint32_t to = from == 0 ? crowd : from + 1500;
        const KeyId in_hive = at(both.hive, crowded_);
        const KeyId in_memory = at(both.memory, crowded_);
        for (std::uint32_t i = from; i < to; ++i) {
            const auto name = digits(static_cast<int>(i));
            const auto gone = must(both.memory.find(in_memory, name));
            if (!gone || !must(both.memory.subkeys(*gone)).empty()) continue;
            must(both.memory.delete_key(*gone));
            must(both.hive.delete_key(must(both.hive.find(in_hive, name)).value()));
            touched_.insert(join(crowded_, name));
        }
        touched_.insert(crowded_);
    }
    crowded_.clear();
}

void EditSequence::delete_key(Both& both, const std::u16string& path) {
    if (path.empty() || draw(3) == 0) return;
    std::set<std::u16string> gone = {parent_of(path)};
    std::ranges::copy_if(both.paths, std::inserter(gone, gone.end()),
                         [&](const auto& one) { return lies_in(one, path); });
    // Not half of the hive each time.
    if (gone.size() > 200) return;
    const auto done = both.hive.delete_key(at(both.hive, path));
    if (!done && done.error().code == ErrorCode::invalid_argument) return;
    story_ += "; delete " + to_display(path);
    must(done);
    must(both.memory.delete_key(at(both.memory, path)));
    touched_.merge(gone);
}

void EditSequence::copy_key(Both& both) {
    const auto source = pick(both);
    const auto parent = pick(both);
    const auto below =
        std::ranges::count_if(both.paths, [&](const auto& one) { return lies_in(one, source); });
    if (source.empty() || lies_in(parent, source) || below > 100) return;
    const auto paths = both.paths;
    const auto target = create_key(both, parent, name());
    story_ += " as a copy of " + to_display(source);
    for (auto* one : {&both.hive, &both.memory}) {
        must(registry::copy_tree(*one, at(*one, source), *one, at(*one, target)));
    }
    for (const auto& path : paths) {
        if (path == source || !lies_in(path, source)) continue;
        both.paths.push_back(target + path.substr(source.size()));
        touched_.insert(both.paths.back());
    }
}

void EditSequence::set_extras(Both& both) {
    const auto path = pick(both);
    // A plan, from which the memory takes edits of profiles, tells of keys and values alone.
    if (path.find(u"Profiles") != path.npos) return;
    story_ += "; class and descriptor of " + to_display(path);
    touched_.insert(path);
    const auto class_name = draw(3) == 0 ? std::u16string() : u"Class" + digits(++made_);
    must(both.hive.set_class_name(at(both.hive, path), class_name));
    must(both.memory.set_class_name(at(both.memory, path), class_name));
    auto descriptor = must(both.hive.security(at(both.hive, pick(both))));
    if (descriptor.empty()) return;
    // One that others have, or a new one.
    if (draw(2) == 0) descriptor.resize(descriptor.size() + 4 * (1 + draw(3)));
    must(both.hive.set_security(at(both.hive, path), descriptor));
}

// In the hive through the editor, in memory by the plan of what it did.
void EditSequence::run_edit(const Editor& editor, const Edit& edit, const char* what) {
    const auto plan = editor.run(edit);
    if (!plan) {
        story_ += std::string("; ") + what + " refused: " + plan.error().what;
        return;
    }
    story_ += std::string("; ") + what;
    const auto memory = must(memory_->begin_write());
    must(registry::apply_changes(*memory, plan->changes, [](const Change&) { return false; }));
    must(memory->commit());
    for (const Change& change : plan->changes) {
        touched_.insert({change.key, parent_of(change.key)});
    }
}

void EditSequence::edit_accounts() {
    constexpr std::uint32_t email_tag = 0x000C001F;
    constexpr std::uint32_t name_tag = 0x0002001F;
    const Editor editor(open_hive(path_));
    const auto contents = must(editor.source().read());
    if (contents.profiles.empty()) {
        return run_edit(editor, edits::create_profile({.name = name(), .root = {}}),
                        "create a profile");
    }
    const auto& profile =
        contents.profiles[draw(static_cast<std::uint32_t>(contents.profiles.size()))];
    const ProfileRef ref{.name = profile.name, .root = profile.root};
    if (!profile.accounts.empty()) {
        const auto& account =
            profile.accounts[draw(static_cast<std::uint32_t>(profile.accounts.size()))];
        const AccountRef one{.profile = ref, .id = account.id};
        run_edit(editor,
                 edits::set_properties(one, {{name_tag, name()}, {email_tag, u"a@new.example"}}),
                 "set properties");
        if (draw(3) == 0) run_edit(editor, edits::delete_account(one), "delete an account");
        if (draw(3) == 0) run_edit(editor, edits::set_default_account(one), "set the default");
        auto ids = profile.order(Category::mail);
        std::ranges::reverse(ids);
        run_edit(editor, edits::set_order(ref, Category::mail, std::move(ids)), "set the order");
    }
    switch (draw(4)) {
        case 0:
            return run_edit(editor, edits::copy_profile(ref, {.name = name(), .root = ref.root}),
                            "copy a profile");
        case 1:
            return run_edit(editor, edits::rename_profile(ref, name()), "rename a profile");
        case 2:
            return run_edit(editor, edits::delete_profile(ref), "delete a profile");
        default:
            return run_edit(editor, edits::set_default_profile(ref), "set the default profile");
    }
}

}  // namespace olkacct::test
