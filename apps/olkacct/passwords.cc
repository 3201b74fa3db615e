// Reading passwords, and wiping what they passed through.
#include "passwords.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "olkacct/text.h"
#include "shell.h"
#include "standard_streams.h"
#include "terminal_prompt.h"

namespace olkacct::app {
namespace {

constexpr std::size_t longest = std::size_t{64} << 10;

struct Server {
    std::uint32_t tag;
    OptionId ask;
    OptionId from_fd;
    OptionId from_command;
    const char* prompt;
};

constexpr Server servers[] = {
    {0x0102801F, OptionId::ask_password, OptionId::password_fd, OptionId::password_command,
     "Password: "},
    {0x0205801F, OptionId::ask_smtp_password, OptionId::smtp_password_fd,
     OptionId::smtp_password_command, "SMTP password: "},
};

tl::unexpected<Error> bad(OptionId option, std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), std::string(option_row(option).long_name));
}

Result<Secret> secret_of(WipedText text, OptionId option) {
    std::string_view line = text.view();
    line = line.substr(0, line.size() - (line.ends_with('\n') ? 1 : 0));
    line = line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0));
    if (line.empty()) {
        return bad(option, "no password came");
    }
    std::u16string decoded = from_wtf8(line);
    const bool is_text =
        decoded.find_first_of(std::u16string_view(u"\0\n\r\uFFFD", 4)) == std::u16string::npos;
    Secret secret{std::u16string(decoded)};
    wipe(decoded);
    return is_text ? Result<Secret>(std::move(secret))
                   : bad(option, "what came is not one line of UTF-8");
}

// Up to the end of what the descriptor gives.
Result<WipedText> read_all(int descriptor, OptionId option) {
    WipedText text(longest);
    while (true) {
        std::array<char, 4096> part{};
        const auto got = read_some(descriptor, part);
        const bool fits = got <= 0 || text.append({part.data(), static_cast<std::size_t>(got)});
        wipe(part);
        if (got < 0) {
            return bad(option, std::string("the password cannot be read: ") + std::strerror(errno));
        }
        if (!fits) {
            return bad(option, "a password has at most 64 KiB");
        }
        if (got == 0) {
            return text;
        }
    }
}

Result<Secret> from_descriptor(const Arguments& arguments, OptionId option) {
    const std::string& word = arguments.raw.values(option).back();
    const auto number = parse_number(word);
    if (!number || *number > 0xFFFF) {
        return bad_word(option_row(option).long_name, word, "a file descriptor");
    }
    return read_all(static_cast<int>(*number), option).and_then([option](WipedText text) {
        return secret_of(std::move(text), option);
    });
}

Result<Secret> from_command(const Arguments& arguments, OptionId option) {
    std::optional<Result<WipedText>> text;
    const auto read = [&](int descriptor) { text.emplace(read_all(descriptor, option)); };
    const auto end =
        run_in_shell({.line = arguments.raw.values(option).back(), .read_output = read});
    const std::string where(option_row(option).long_name);
    if (!end) {
        return fail(ErrorCode::call_failed, "the command " + end.error().what, where);
    }
    if (!*text) {
        return tl::unexpected(text->error());
    }
    if (end->signal != 0 || end->code != 0) {
        return fail(ErrorCode::call_failed, "the command that should give the password failed",
                    where);
    }
    return secret_of(std::move(**text), option);
}

Result<Secret> read_one(const Arguments& arguments, const Server& server, OptionId option) {
    if (option == server.from_fd) {
        return from_descriptor(arguments, option);
    }
    if (option == server.from_command) {
        return from_command(arguments, option);
    }
    return ask_terminal(server.prompt).and_then([option](WipedText text) {
        return secret_of(std::move(text), option);
    });
}

}  // namespace

Result<std::vector<NewProperty>> read_passwords(const Arguments& arguments) {
    std::vector<NewProperty> out;
    for (const Server& server : servers) {
        std::vector<OptionId> given;
        for (const OptionId option : {server.ask, server.from_fd, server.from_command}) {
            if (arguments.raw.given(option)) {
                given.push_back(option);
            }
        }
        if (given.size() > 1) {
            return bad(given[1], "a password is given in one way only");
        }
        if (given.empty()) {
            continue;
        }
        auto secret = read_one(arguments, server, given.front());
        if (!secret) {
            return tl::unexpected(std::move(secret.error()));
        }
        out.push_back({server.tag, std::move(*secret)});
    }
    return out;
}

Result<void> refuse_password_words(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        for (const std::string_view option :
             {"--password", "--smtp-password", "--ask-password", "--ask-smtp-password"}) {
            const bool is_flag = option.starts_with("--ask");
            if (word.starts_with(option) &&
                (word.size() == option.size() ? !is_flag : word[option.size()] == '=')) {
                return bad(OptionId::ask_password,
                           "a password is not taken from the command line, where others can see "
                           "it; there are --ask-password, --password-fd and --password-command");
            }
        }
    }
    return {};
}

}  // namespace olkacct::app
