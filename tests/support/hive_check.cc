// One walk over the bins and one over the keys. regf: sections 2 to 5 and 11.
#include "support/hive_check.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "support/base_block.h"
#include "support/hive_names.h"

namespace olkacct::test {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;
constexpr std::uint32_t big_data_segment = 16344;
constexpr std::size_t most_problems = 20;

class Checker {
  public:
    explicit Checker(const Bytes& file) : file_(file) {}

    HiveReport run() {
        if (check_base() && check_bins()) {
            check_keys();
            check_descriptors();
            for (const auto& [offset, cell] : cells_) {
                report_.unreferenced += cell.allocated && cell.uses == 0 ? 1 : 0;
            }
        }
        return std::move(report_);
    }

  private:
    struct Cell {
        std::uint32_t size = 0;  // of the content
        bool allocated = false;
        unsigned uses = 0;
    };
    struct Waiting {
        std::uint32_t key = 0;
        std::uint32_t parent = none;
    };
    struct Entry {
        std::uint32_t key = 0;
        std::uint32_t hint = 0;
        std::string kind;
    };

    void problem(std::uint32_t offset, const std::string& what) {
        if (report_.problems.size() < most_problems) {
            report_.problems.push_back(what + " at " + std::to_string(offset));
        }
    }

    bool check_base() {
        if (file_.size() < base_block_size + 4096) {
            problem(0, "no hive");
            return false;
        }
        Bytes sealed(file_.begin(), file_.begin() + sealed_size);
        seal_base_block(sealed);
        const bool is_sealed = std::equal(sealed.begin(), sealed.end(), file_.begin());
        size_ = get32(file_, 40);
        minor_ = get32(file_, 24);
        if (!is_sealed || get32(file_, 4) != get32(file_, 8) || size_ % 4096 != 0 ||
            file_.size() < base_block_size + std::size_t{size_}) {
            problem(0, "the base block is not that of a closed hive");
            return false;
        }
        bins_ = std::span(file_).subspan(base_block_size, size_);
        return true;
    }

    bool check_bins() {
        for (std::uint32_t bin = 0; bin < size_;) {
            const std::uint32_t length = get32(bins_, bin + 8);
            if (text(bin, 4) != "hbin" || get32(bins_, bin + 4) != bin || length < 4096 ||
                length % 4096 != 0 || length > size_ - bin) {
                problem(bin, "no bin");
                return false;
            }
            if (!check_cells(bin, bin + length)) return false;
            bin += length;
        }
        return true;
    }

    bool check_cells(std::uint32_t bin, std::uint32_t end) {
        bool free_before = false;
        for (std::uint32_t at = bin + 32; at < end;) {
            const auto stored = static_cast<std::int32_t>(get32(bins_, at));
            const auto length = static_cast<std::uint32_t>(stored < 0 ? -std::int64_t{stored}
                                                                      : std::int64_t{stored});
            if (length < 8 || length % 8 != 0 || length > end - at) {
                problem(at, "cells do not fill their bin");
                return false;
            }
            if (stored > 0 && free_before) problem(at, "two free cells side by side");
            free_before = stored > 0;
            report_.free_bytes += stored > 0 ? length : 0;
            cells_[at] = {length - 4, stored < 0, 0};
            at += length;
        }
        return true;
    }

    std::string text(std::uint32_t at, std::size_t length) const {
        std::string out;
        for (std::size_t i = 0; i < length; ++i) {
            out += static_cast<char>(bins_[at + i]);
        }
        return out;
    }
    std::uint32_t field(std::uint32_t cell, std::uint32_t at) const {
        return get32(bins_, cell + 4 + at);
    }
    std::uint32_t half(std::uint32_t cell, std::uint32_t at) const {
        return static_cast<std::uint32_t>(get_number(bins_, cell + 4 + at, 2));
    }

    // The cell with room for `least` bytes; counted as used once more unless it is shared.
    bool use(std::uint32_t offset, std::uint64_t least, const char* what,
             std::string_view signature = {}, bool shared = false) {
        const auto found = cells_.find(offset);
        if (found == cells_.end() || !found->second.allocated || found->second.size < least) {
            problem(offset, std::string("no cell for ") + what);
            return false;
        }
        if (!signature.empty() && text(offset + 4, 2) != signature) {
            problem(offset, std::string("a cell is no ") + what);
            return false;
        }
        if (++found->second.uses > 1 && !shared) {
            problem(offset, std::string("a cell is used twice, now for ") + what);
            return false;
        }
        return true;
    }

    std::u16string name_at(std::uint32_t at, std::uint32_t length, bool compressed,
                           std::uint32_t owner) {
        std::u16string name;
        for (std::uint32_t i = 0; i < length; i += compressed ? 1 : 2) {
            name += static_cast<char16_t>(get_number(bins_, at + i, compressed ? 1 : 2));
        }
        if (!name.empty() && compressed != is_compressible(name)) {
            problem(owner, "a name is stored in the wrong form");
        }
        return name;
    }

    void check_keys() {
        std::vector<Waiting> waiting = {{get32(file_, 36), none}};
        if (!use(waiting.front().key, 76, "nk", "nk")) return;
        while (!waiting.empty()) {
            const Waiting at = waiting.back();
            waiting.pop_back();
            check_key(at, waiting);
        }
    }

    void check_key(const Waiting& at, std::vector<Waiting>& waiting) {
        const std::uint32_t key = at.key;
        ++report_.keys;
        if (at.parent != none && field(key, 16) != at.parent) problem(key, "another parent");
        if (const std::uint32_t descriptor = field(key, 44); descriptor != none) {
            if (use(descriptor, 20, "sk", "sk", true)) ++descriptor_uses_[descriptor];
        }
        if (const std::uint32_t length = half(key, 74); length != 0) {
            use(field(key, 48), length, "class name");
        }
        check_values(key);
        check_subkeys(key, waiting);
    }

    void check_values(std::uint32_t key) {
        const std::uint32_t count = field(key, 36);
        if (count == 0) {
            if (field(key, 40) != none) problem(key, "a value list without values");
            return;
        }
        if (!use(field(key, 40), std::uint64_t{4} * count, "value list")) return;
        std::vector<std::u16string> names;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t value = field(field(key, 40), 4 * i);
            if (!use(value, 20, "vk", "vk")) continue;
            ++report_.values;
            const std::uint32_t length = half(value, 2);
            if (cells_[value].size < 20 + length) {
                problem(value, "a value's name reaches past its cell");
                continue;
            }
            const bool compressed = (half(value, 16) & 1) != 0;
            names.push_back(name_at(value + 24, length, compressed, value));
            if (2 * names.back().size() > field(key, 60)) problem(key, "largest value name");
            const std::uint32_t size = field(value, 4);
            if ((size & ~0x80000000U) > field(key, 64)) problem(key, "largest value data");
            if (size >= 0x80000000U) {
                if (size > 0x80000004U) problem(value, "too much inside a record");
            } else if (size != 0) {
                check_data(field(value, 8), size);
            }
        }
        std::sort(names.begin(), names.end(), name_less);
        const auto twice =
            std::adjacent_find(names.begin(), names.end(),
                               [](const auto& a, const auto& b) { return !name_less(a, b); });
        if (twice != names.end()) problem(key, "two values of one name");
    }

    void check_data(std::uint32_t data, std::uint32_t size) {
        if (size <= big_data_segment || minor_ < 4) {
            use(data, size, "data");
            return;
        }
        if (!use(data, 8, "db", "db")) return;
        const std::uint32_t count = half(data, 2);
        if (count != (size + big_data_segment - 1) / big_data_segment)
            problem(data, "segment count");
        if (!use(field(data, 4), std::uint64_t{4} * count, "segment list")) return;
        for (std::uint32_t i = 0; i < count; ++i) {
            use(field(field(data, 4), 4 * i),
                std::min(size - i * big_data_segment, big_data_segment), "segment");
        }
    }

    void read_leaf(std::uint32_t list, std::vector<Entry>& entries) {
        if (!use(list, 4, "list")) return;
        const std::string kind = text(list + 4, 2);
        const std::uint32_t each = kind == "li" ? 4 : 8;
        const std::uint32_t count = half(list, 2);
        if ((kind != "li" && kind != "lf" && kind != "lh") || count == 0 ||
            cells_[list].size < 4 + each * count) {
            problem(list, "no leaf");
            return;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            entries.push_back(
                {field(list, 4 + each * i), each == 8 ? field(list, 8 + each * i) : 0, kind});
        }
    }

    void check_subkeys(std::uint32_t key, std::vector<Waiting>& waiting) {
        const std::uint32_t list = field(key, 28);
        const std::uint32_t count = field(key, 20);
        if (count == 0) {
            if (list != none) problem(key, "a subkey list without subkeys");
            return;
        }
        std::vector<Entry> entries;
        if (cells_.contains(list) && cells_[list].size >= 4 && text(list + 4, 2) == "ri") {
            if (!use(list, 4 + 4 * half(list, 2), "ri")) return;
            for (std::uint32_t i = 0; i < half(list, 2); ++i) {
                read_leaf(field(list, 4 + 4 * i), entries);
            }
        } else {
            read_leaf(list, entries);
        }
        if (entries.size() != count) problem(key, "subkey count");
        std::u16string last;
        for (const Entry& entry : entries) {
            if (!use(entry.key, 76, "nk", "nk")) continue;
            const std::uint32_t length = half(entry.key, 72);
            if (cells_[entry.key].size < 76 + length) {
                problem(entry.key, "a key's name reaches past its cell");
                continue;
            }
            const bool compressed = (half(entry.key, 2) & 0x20) != 0;
            const auto name = name_at(entry.key + 80, length, compressed, entry.key);
            if (!last.empty() && !name_less(last, name)) problem(key, "order of subkeys");
            last = name;
            const bool known =
                entry.kind == "li" ||
                entry.hint == (entry.kind == "lh" ? name_hash(name) : name_hint(name));
            if (!known) problem(entry.key, "a wrong " + entry.kind + " hint");
            if (2 * name.size() > half(key, 52)) problem(key, "largest subkey name");
            if (half(entry.key, 74) > field(key, 56)) problem(key, "largest class name");
            waiting.push_back({entry.key, key});
        }
    }

    void check_descriptors() {
        if (descriptor_uses_.empty()) return;
        const std::uint32_t first = descriptor_uses_.begin()->first;
        std::size_t length = 0;
        std::uint32_t at = first;
        do {
            const std::uint32_t next = field(at, 4);
            if (++length > cells_.size() || !use(next, 20, "sk", "sk", true)) return;
            if (field(next, 8) != at) problem(next, "the ring of descriptors is no mirror");
            if (field(at, 16) > cells_[at].size - 20) problem(at, "a descriptor is too long");
            const auto used = descriptor_uses_.find(at);
            if (used == descriptor_uses_.end() || used->second != field(at, 12)) {
                problem(at, "the count of a descriptor");
            }
            at = next;
        } while (at != first);
        if (length != descriptor_uses_.size()) problem(first, "a descriptor is not on the ring");
    }

    const Bytes& file_;
    std::span<const std::byte> bins_;
    std::uint32_t size_ = 0;
    std::uint32_t minor_ = 0;
    std::map<std::uint32_t, Cell> cells_;
    std::map<std::uint32_t, std::uint32_t> descriptor_uses_;
    HiveReport report_;
};

}  // namespace

HiveReport check_hive(const Bytes& file) { return Checker(file).run(); }

}  // namespace olkacct::test
