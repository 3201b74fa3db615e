// Looks at the first bytes of a file.
#include "hive_log.h"

#include <array>
#include <string_view>

#include "base/file.h"
#include "base/upcase.h"
#include "olkacct/text.h"
#include "registry/hive/base_block.h"

namespace olkacct::app {
namespace {

// regf: section 2; logs have other numbers.
constexpr std::uint32_t primary_file = 0;

}  // namespace

bool is_hive_log(const std::string& path) {
    const auto file = base::system_files()->open(path);
    registry::hive::BaseBlockBytes bytes{};
    if (!file || (*file)->read_at(0, bytes).value_or(0) != bytes.size()) {
        return false;
    }
    const auto block = registry::hive::parse_base_block(bytes);
    return block.signature_ok && block.type != primary_file;
}

bool is_named_like_a_log(const std::string& path) {
    const auto name = from_wtf8(path);
    const auto dot = name.rfind(u'.');
    if (dot == std::u16string::npos) {
        return false;
    }
    const auto extension = std::u16string_view(name).substr(dot);
    return base::same_name(extension, u".LOG") || base::same_name(extension, u".LOG1") ||
           base::same_name(extension, u".LOG2");
}

}  // namespace olkacct::app
