// Every value of every account as text: our side of the comparison.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct::bench {

/// A text that grows without filling what it grows by, as hivex_text does.
class Text {
  public:
    /// Room for `most` more characters, valid until the next call.
    char* reserve(std::size_t most);
    /// What was written into the room ends here.
    void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }
    void clear() { size_ = 0; }
    [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
    void swap(Text& other) noexcept;

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Appends one line a value: [file TAB] profile TAB account TAB name TAB type TAB data. Strings up
/// to their first NUL as UTF-8, REG_DWORD in decimal, the rest in hexadecimal; of a password only
/// its size.
void append_accounts(const Contents& contents, std::string_view file, Text& text);

/// Opens, reads and formats one hive.
Result<void> append_accounts_of(const std::string& path, std::string_view file, Text& text);

}  // namespace olkacct::bench
