#include "support/edit_script.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace olkacct::test {

namespace {

using registry::KeyId;

constexpr std::size_t head_size = 4;
constexpr std::size_t step_size = 4;
// Keys that a script can name.
constexpr std::size_t most_known = 256;

std::u16string numbered(std::u16string_view stem, unsigned number) {
    const std::string digits = std::to_string(number);
    return std::u16string(stem) + std::u16string(digits.begin(), digits.end());
}

// Short and long, of one byte a letter and of two, now and then one that is there already.
std::u16string name_of(unsigned number) {
    constexpr std::array<std::u16string_view, 4> stems = {u"x", u"\u00C4\u00E9", u"\u65E5\u672C",
                                                          u"long name of a key "};
    if (number == 0) return {};
    return numbered(stems[number % stems.size()], number / 8);
}

std::uint32_t size_of(unsigned number) {
    // Around what fits a record and what is split.
    return number < 240 ? number : 16336 + (number - 240) * 4;
}

class Script {
  public:
    explicit Script(registry::WriteTransaction& transaction)
        : transaction_(transaction), known_{transaction.root()} {}

    void make(EditStep step, std::uint8_t which, std::uint8_t first, std::uint8_t second) {
        const KeyId key = known_[which % known_.size()];
        switch (step) {
            case EditStep::look:
                return look(key);
            case EditStep::create_key:
                return create(key, name_of(first));
            case EditStep::create_keys:
                for (unsigned i = 0; i < first; ++i) create(key, numbered(u"k", i * 7 % 256));
                return;
            case EditStep::set_value:
                return set(key, name_of(first), second);
            case EditStep::replace_value:
                return set(key, value_name(key, first), second);
            case EditStep::delete_value:
                return (void)transaction_.delete_value(key, value_name(key, first));
            case EditStep::delete_key:
                return (void)transaction_.delete_key(key);
            case EditStep::set_class_name:
                return (void)transaction_.set_class_name(key, std::u16string(first, u'c'));
            case EditStep::set_security:
                return secure(key, known_[first % known_.size()], second);
        }
    }

  private:
    void know(KeyId key) {
        if (known_.size() < most_known) known_.push_back(key);
    }
    void look(KeyId key) {
        const auto below = transaction_.subkeys(key);
        if (!below) return;
        for (const auto& subkey : *below) know(subkey.id);
    }
    void create(KeyId key, const std::u16string& name) {
        if (const auto made = transaction_.create_key(key, name)) know(*made);
    }
    void set(KeyId key, std::u16string name, std::uint8_t size) {
        (void)transaction_.set_value(
            key, {std::move(name), size % 12U, Bytes(size_of(size), std::byte{size})});
    }
    std::u16string value_name(KeyId key, std::uint8_t place) {
        const auto values = transaction_.values(key);
        return values && !values->empty() ? (*values)[place % values->size()].name : u"none";
    }
    void secure(KeyId key, KeyId like, std::uint8_t more) {
        auto descriptor = transaction_.security(like);
        if (!descriptor) return;
        descriptor->resize(descriptor->size() + more);
        (void)transaction_.set_security(key, *descriptor);
    }

    registry::WriteTransaction& transaction_;
    std::vector<KeyId> known_;
};

}  // namespace

Bytes pack_edits(const EditedFrame& edits) {
    Bytes packed = dword_bytes(static_cast<std::uint32_t>(edits.script.size()));
    append(packed, edits.script);
    append(packed, pack_frame(edits.frame));
    return packed;
}

EditedFrame unpack_edits(std::span<const std::byte> input) {
    EditedFrame edits;
    if (input.size() < head_size) return edits;
    const auto rest = input.subspan(head_size);
    const auto script = rest.first(std::min<std::size_t>(get32(input, 0), rest.size()));
    edits.script.assign(script.begin(), script.end());
    edits.frame = unpack_frame(rest.subspan(script.size()));
    return edits;
}

void run_script(registry::WriteTransaction& transaction, std::span<const std::byte> script) {
    Script edits(transaction);
    const auto byte = [&](std::size_t at) { return std::to_integer<std::uint8_t>(script[at]); };
    for (std::size_t at = 0; at + step_size <= script.size(); at += step_size) {
        edits.make(static_cast<EditStep>(byte(at) % edit_step_count), byte(at + 1), byte(at + 2),
                   byte(at + 3));
    }
}

}  // namespace olkacct::test
