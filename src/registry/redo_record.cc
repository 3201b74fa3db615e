// A version, the number of changes, then of each: its kind, key, and class name, or value. Numbers
// have 32 bits, little-endian; texts are UTF-16 after the number of their units.
#include "registry/redo_record.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/byte_reader.h"
#include "base/byte_writer.h"

namespace olkacct::registry {
namespace {

constexpr std::uint32_t version = 1;

class Writer {
  public:
    void number(std::uint32_t value) {
        std::array<std::byte, 4> bytes{};
        base::store_u32(bytes, value);
        out_.insert(out_.end(), bytes.begin(), bytes.end());
    }
    void text(std::u16string_view text) {
        number(static_cast<std::uint32_t>(text.size()));
        for (const char16_t unit : text) {
            std::array<std::byte, 2> bytes{};
            base::store_u16(bytes, unit);
            out_.insert(out_.end(), bytes.begin(), bytes.end());
        }
    }
    void data(std::span<const std::byte> bytes) {
        number(static_cast<std::uint32_t>(bytes.size()));
        out_.insert(out_.end(), bytes.begin(), bytes.end());
    }
    std::vector<std::byte> take() { return std::move(out_); }

  private:
    std::vector<std::byte> out_;
};

/// Reads on; past the end everything is empty and `is_whole` false.
class Reader {
  public:
    explicit Reader(std::span<const std::byte> record) : record_(record) {}

    std::uint32_t number() {
        const auto bytes = take(4);
        return bytes.empty() ? 0 : *base::ByteReader(bytes).u32(0);
    }
    std::u16string text() {
        const std::size_t units = number();
        const base::ByteReader bytes(take(2 * units));
        std::u16string out;
        for (std::size_t at = 0; at < bytes.size(); at += 2) {
            out.push_back(static_cast<char16_t>(*bytes.u16(at)));
        }
        return out;
    }
    std::vector<std::byte> data() {
        const auto bytes = take(number());
        return {bytes.begin(), bytes.end()};
    }
    [[nodiscard]] bool is_whole() const { return is_whole_; }
    [[nodiscard]] bool is_at_end() const { return record_.empty(); }

  private:
    std::span<const std::byte> take(std::size_t size) {
        if (size > record_.size()) {
            is_whole_ = false;
            record_ = {};
            return {};
        }
        const auto out = record_.first(size);
        record_ = record_.subspan(size);
        return out;
    }

    std::span<const std::byte> record_;
    bool is_whole_ = true;
};

void write(Writer& writer, const Change& change) {
    writer.number(static_cast<std::uint32_t>(change.kind));
    writer.text(change.key);
    switch (change.kind) {
        case ChangeKind::create_key:
            writer.text(change.class_name);
            break;
        case ChangeKind::delete_key:
            break;
        case ChangeKind::set_value:
            writer.text(change.after->name);
            writer.number(change.after->type);
            writer.data(change.after->data);
            break;
        case ChangeKind::delete_value:
            writer.text(change.before->name);
            break;
    }
}

std::optional<Change> read(Reader& reader) {
    const std::uint32_t kind = reader.number();
    if (kind > static_cast<std::uint32_t>(ChangeKind::delete_value)) {
        return std::nullopt;
    }
    Change change;
    change.kind = static_cast<ChangeKind>(kind);
    change.key = reader.text();
    switch (change.kind) {
        case ChangeKind::create_key:
            change.class_name = reader.text();
            break;
        case ChangeKind::delete_key:
            break;
        case ChangeKind::set_value:
            change.after.emplace();
            change.after->name = reader.text();
            change.after->type = reader.number();
            change.after->data = reader.data();
            break;
        case ChangeKind::delete_value:
            change.before.emplace();
            change.before->name = reader.text();
            break;
    }
    return change;
}

}  // namespace

std::vector<std::byte> redo_record(std::span<const Change> changes) {
    Writer writer;
    writer.number(version);
    writer.number(static_cast<std::uint32_t>(changes.size()));
    for (const Change& change : changes) {
        write(writer, change);
    }
    return writer.take();
}

std::optional<std::vector<Change>> read_redo_record(std::span<const std::byte> record) {
    Reader reader(record);
    if (reader.number() != version) {
        return std::nullopt;
    }
    std::vector<Change> changes;
    for (std::uint32_t left = reader.number(); left != 0 && reader.is_whole(); --left) {
        auto change = read(reader);
        if (!change) {
            return std::nullopt;
        }
        changes.push_back(std::move(*change));
    }
    if (!reader.is_whole() || !reader.is_at_end()) {
        return std::nullopt;
    }
    return changes;
}

}  // namespace olkacct::registry
