// Comparing two trees and carrying the differences into the text.
#include "registry/regfile/regfile_update.h"

#include <map>
#include <optional>

#include "registry/regfile/regfile_writer.h"

namespace olkacct::registry {
namespace {

using Path = std::u16string;

Path below(const Path& path, const std::u16string& name) {
    return path.empty() ? name : path + u'\\' + name;
}

using Blocks = std::map<Path, std::size_t, NameLess>;

std::optional<std::size_t> block_in(const Blocks& blocks, const Path& path) {
    const auto found = blocks.find(path);
    return found == blocks.end() ? std::nullopt : std::optional(found->second);
}

class Update {
  public:
    Update(std::u16string_view text, const RegfileOutline& outline)
        : text_(text), outline_(outline), root_name_(outline.root_name.value_or(default_root)) {
        for (std::size_t i = 0; i < outline_.blocks.size(); ++i) {
            if (outline_.blocks[i].is_kept) {
                note_block(outline_.blocks[i].path, i);
            }
        }
    }

    std::u16string run(const KeyNode& before, const KeyNode& after);

  private:
    static constexpr const char16_t* default_root = u"HKEY_CURRENT_USER";

    // What becomes of the blocks of a key.
    struct Change {
        const KeyNode* written_anew = nullptr;  // else they go
        bool is_done = false;
    };

    void note_block(const Path& path, std::size_t block);
    void compare(const Path& path, const KeyNode& before, const KeyNode& after);
    void add(const Path& parent, const KeyNode& key, const KeyNode* neighbour);
    void remove(const Path& path, const KeyNode& key);
    void append_raw(std::u16string& out, std::size_t block) const;
    [[nodiscard]] Path full(const Path& path) const {
        return path.empty() ? root_name_ : root_name_ + u'\\' + path;
    }

    std::u16string_view text_;
    const RegfileOutline& outline_;
    Path root_name_;
    Blocks own_block_;   // the first of each key that has one
    Blocks last_block_;  // the last at or below each key
    std::map<Path, Change, NameLess> changes_;
    std::multimap<std::size_t, std::u16string> new_keys_;  // by the block they stand behind
    std::u16string at_end_;
};

void Update::note_block(const Path& path, std::size_t block) {
    own_block_.emplace(path, block);
    last_block_[Path()] = block;
    for (std::size_t end = path.find(u'\\');; end = path.find(u'\\', end + 1)) {
        last_block_[path.substr(0, end)] = block;
        if (end == Path::npos) {
            return;
        }
    }
}

void Update::remove(const Path& path, const KeyNode& key) {
    changes_[path] = {};
    for (const auto& subkey : key.subkeys) {
        remove(below(path, subkey->name), *subkey);
    }
}

// Behind the neighbour that precedes it, else behind its parent, else behind all of the file.
void Update::add(const Path& parent, const KeyNode& key, const KeyNode* neighbour) {
    std::u16string lines;
    append_tree(lines, full(below(parent, key.name)), key);
    std::optional<std::size_t> anchor;
    if (neighbour != nullptr) {
        anchor = block_in(last_block_, below(parent, neighbour->name));
    }
    if (!anchor) {
        anchor = block_in(own_block_, parent);
    }
    if (!anchor) {
        anchor = block_in(last_block_, parent);
    }
    if (anchor) {
        new_keys_.emplace(*anchor, std::move(lines));
    } else {
        at_end_ += lines;
    }
}

void Update::compare(const Path& path, const KeyNode& before, const KeyNode& after) {
    if (&before == &after) {
        return;
    }
    bool needs_block = before.values != after.values;
    if (needs_block && own_block_.contains(path)) {
        changes_[path] = {&after};
    }
    // A key whose name is spelled another way is another one.
    const auto same = [](const KeyNode* left, const KeyNode& right) {
        return left != nullptr && left->name == right.name;
    };
    for (const auto& subkey : before.subkeys) {
        if (!same(find_subkey(after, subkey->name), *subkey)) {
            remove(below(path, subkey->name), *subkey);
            needs_block = needs_block || !path.empty();
        }
    }
    if (needs_block && !own_block_.contains(path)) {
        // It stood only in the paths of keys below it, which may all be gone now.
        append_key(at_end_, full(path), after.values);
    }
    const KeyNode* neighbour = nullptr;
    for (const auto& subkey : after.subkeys) {
        const KeyNode* old = find_subkey(before, subkey->name);
        if (same(old, *subkey)) {
            compare(below(path, subkey->name), *old, *subkey);
            neighbour = subkey.get();
        } else {
            add(path, *subkey, neighbour);
        }
    }
}

void Update::append_raw(std::u16string& out, std::size_t block) const {
    const auto& blocks = outline_.blocks;
    const std::size_t begin = blocks[block].begin;
    const std::size_t end = block + 1 < blocks.size() ? blocks[block + 1].begin : text_.size();
    out += text_.substr(begin, end - begin);
}

std::u16string Update::run(const KeyNode& before, const KeyNode& after) {
    const auto& blocks = outline_.blocks;
    std::u16string out(text_.substr(0, blocks.empty() ? text_.size() : blocks.front().begin));
    const auto end_line = [&out] {
        if (!out.empty() && out.back() != u'\n') {
            out += u"\r\n";
        }
    };
    if (!outline_.root_name) {
        append_user(at_end_, root_name_, after);
    } else {
        compare({}, before, after);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto change = blocks[i].is_kept ? changes_.find(blocks[i].path) : changes_.end();
        if (change == changes_.end()) {
            append_raw(out, i);
        } else if (change->second.written_anew != nullptr && !change->second.is_done) {
            append_key(out, full(blocks[i].path), change->second.written_anew->values);
            change->second.is_done = true;
        }
        const auto [first, last] = new_keys_.equal_range(i);
        for (auto added = first; added != last; ++added) {
            end_line();
            out += added->second;
        }
    }
    if (!at_end_.empty()) {
        end_line();
        out += at_end_;
    }
    return out;
}

}  // namespace

std::u16string update_export(std::u16string_view text, const RegfileOutline& outline,
                             const KeyNode& before, const KeyNode& after) {
    return Update(text, outline).run(before, after);
}

}  // namespace olkacct::registry
