// The terminal of this process, whatever its standard input is: key by key, and nothing echoed.
#pragma once

#include <memory>
#include <string_view>

namespace olkacct::app {

/// The keys that are no text.
inline constexpr char key_ctrl_c = 3;
inline constexpr char key_ctrl_d = 4;
inline constexpr char key_backspace = 8;
inline constexpr char key_ctrl_u = 21;
inline constexpr char key_delete = 127;

/// While one lives keys come one by one and Ctrl-C is a key. It begins a new line at its end.
class Terminal {
  public:
    Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal();

    /// False when the process has no terminal.
    [[nodiscard]] bool usable() const { return modes_ != nullptr; }
    /// A prompt that cannot be shown is not worth failing for.
    void write(std::string_view text) const;
    /// A byte of UTF-8, '\n' for Enter, key_ctrl_d at the end of all input.
    [[nodiscard]] char key();

  private:
    struct Modes;
    std::unique_ptr<Modes> modes_;
};

}  // namespace olkacct::app
