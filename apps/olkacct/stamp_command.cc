// olkacct stamp
#include <optional>
#include <string_view>
#include <vector>

#include "account_text.h"
#include "commands.h"
#include "json_text.h"
#include "mail/stamp.h"
#include "messages.h"
#include "olkacct/text.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

struct GivenStamp {
    std::u16string text;
    mail::AccountStamp stamp;
};

// The separator is hard to type, so it may be written as output shows it.
std::u16string with_separators(std::u16string_view word) {
    constexpr std::u16string_view written = u"\\x01";
    std::u16string text(word);
    for (std::size_t at = text.find(written); at != std::u16string::npos; at = text.find(written)) {
        text.replace(at, written.size(), 1, u'\x0001');
    }
    return text;
}

Result<std::vector<GivenStamp>> parse_stamps(const std::vector<std::string>& words) {
    std::vector<GivenStamp> stamps;
    for (const std::string& word : words) {
        auto text = with_separators(from_wtf8(word));
        auto stamp = mail::parse_stamp(text);
        if (!stamp) {
            return bad_word("stamp", word,
                            "a stamp: eight hexadecimal digits, and after \\x01 the address");
        }
        stamps.push_back({std::move(text), std::move(*stamp)});
    }
    return stamps;
}

std::string_view address_text(mail::StampAddress address) {
    static constexpr std::string_view texts[] = {"same", "cut", "other"};
    return texts[static_cast<std::size_t>(address)];
}

// The columns of both kinds of line: what a row says after the profile.
class Table {
  public:
    Table(const Arguments& arguments, const std::string& source,
          std::initializer_list<std::string_view> columns)
        : format_(arguments.format), source_(source), columns_(columns) {
        if (format_ == Format::csv) {
            sheet_.header = {"source", "root"};
        }
        sheet_.header.push_back("profile");
        sheet_.header.insert(sheet_.header.end(), columns_.begin(), columns_.end());
    }

    // A cell without text is null in JSON; the id is a number.
    void add(const Profile& profile, std::uint32_t id,
             const std::vector<std::optional<std::u16string>>& cells) {
        if (format_ == Format::json) {
            text_ += line_start(source_, profile) + R"(,"id":)";
            append_number(text_, id);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                text_.append(",\"").append(columns_[i + 1]).append("\":");
                if (cells[i]) {
                    append_json(text_, *cells[i]);
                } else {
                    text_ += "null";
                }
            }
            text_ += "}\n";
            return;
        }
        auto& row = sheet_.rows.emplace_back();
        if (format_ == Format::csv) {
            row = {to_utf8(from_wtf8(source_)), std::string(root_name(profile.root))};
        }
        row.insert(row.end(), {to_utf8(profile.name), std::to_string(id)});
        for (const auto& cell : cells) {
            row.push_back(text_cell(cell));
        }
    }

    std::string finished() {
        if (format_ == Format::csv) {
            append_csv_header(text_, sheet_);
            append_csv_rows(text_, sheet_);
        } else if (format_ == Format::table && !sheet_.rows.empty()) {
            append_table(text_, sheet_);
        }
        return std::move(text_);
    }

  private:
    Format format_;
    std::string source_;
    std::vector<std::string_view> columns_;
    Sheet sheet_;
    std::string text_;
};

void list(const ReadSource& read, const Arguments& arguments, Output& output) {
    Table table(arguments, read.name, {"id", "name", "stamp", "send_stamp"});
    for (const Profile& profile : read.contents.profiles) {
        for (const Account& account : profile.accounts) {
            table.add(profile, account.id,
                      {identify(profile, account).name,
                       mail::stamp_text(mail::stamp_of(profile, account)),
                       mail::stamp_text(mail::send_stamp_of(profile, account))});
        }
    }
    output.write(table.finished());
}

Result<void> resolve(const ReadSource& read, const Arguments& arguments,
                     const std::vector<GivenStamp>& stamps, Output& output) {
    Table table(arguments, read.name, {"id", "name", "email", "address", "stamp"});
    Result<void> outcome;
    for (const GivenStamp& given : stamps) {
        bool found = false;
        for (const Profile& profile : read.contents.profiles) {
            const Account* account = mail::resolve_stamp(profile, given.stamp);
            if (account == nullptr) {
                continue;
            }
            found = true;
            const auto known_as = identify(profile, *account);
            const auto address =
                address_text(mail::compare_address(given.stamp, profile, *account));
            table.add(profile, account->id,
                      {known_as.name, known_as.email, from_wtf8(address), given.text});
        }
        if (!found && outcome) {
            outcome = fail(ErrorCode::account_not_found,
                           "no account has the id of " + to_display(given.text), read.name);
        }
    }
    output.write(table.finished());
    return outcome;
}

}  // namespace

Result<void> run_stamp(const Arguments& arguments, Output& output) {
    const auto stamps = parse_stamps(arguments.words);
    if (!stamps) {
        return tl::unexpected(stamps.error());
    }
    return read_source(arguments).and_then([&](const ReadSource& read) -> Result<void> {
        if (stamps->empty()) {
            list(read, arguments, output);
            return {};
        }
        return resolve(read, arguments, *stamps, output);
    });
}

}  // namespace olkacct::app
