// olkacct watch
#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>

#include "accounts/source_follower.h"
#include "commands.h"
#include "event_command.h"
#include "event_output.h"
#include "messages.h"
#include "read_source.h"
#include "stop_signals.h"

namespace olkacct::app {
namespace {

using accounts::AccountEvent;
using accounts::AccountEventKind;
using accounts::ProfileStep;
using accounts::SourceFollower;
using std::chrono::milliseconds;

// Between two attempts at a source that somebody is writing.
constexpr milliseconds first_pause{10};
constexpr milliseconds longest_pause{1000};

struct Wanted {
    std::optional<std::uint64_t> since;
    std::string command;  // empty: none
};

Result<Wanted> understand_options(const Arguments& arguments) {
    Wanted wanted;
    if (arguments.raw.given(OptionId::since)) {
        const std::string& word = arguments.raw.values(OptionId::since).back();
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (error != std::errc() || end != word.data() + word.size()) {
            return bad_word(option_row(OptionId::since).long_name, word, "a number");
        }
        wanted.since = number;
    }
    if (arguments.raw.given(OptionId::exec)) {
        wanted.command = arguments.raw.values(OptionId::exec).back();
        if (wanted.command.empty()) {
            return bad_word(option_row(OptionId::exec).long_name, wanted.command, "a command");
        }
    }
    return wanted;
}

class Telling {
  public:
    Telling(const Arguments& arguments, const Wanted& wanted, Output& output)
        : arguments_(arguments), wanted_(wanted), output_(output) {
        std::string header;
        append_event_header(header, arguments.format);
        output_.write(header);
        output_.flush();
    }

    void tell(const ProfileStep& step, const AccountEvent& event) {
        std::string line;
        append_event(line, arguments_.format, arguments_.source, step, event);
        output_.write(line);
        output_.flush();
        if (wanted_.command.empty()) {
            return;
        }
        const EventFacts facts = facts_of(step, event);
        if (const auto done = run_event_command(wanted_.command, arguments_.source, facts); !done) {
            warn(done.error().what + " for " + std::string(facts.event) + ' ' + facts.id);
        }
    }

    void warn(const std::string& what) const {
        print_message(message_line("warning: ", arguments_.source, what));
    }

    [[nodiscard]] bool goes_on() const { return output_.good(); }

  private:
    const Arguments& arguments_;
    const Wanted& wanted_;
    Output& output_;
};

void tell_steps(const std::vector<ProfileStep>& steps, const StopSignals& signals,
                Telling& telling) {
    for (const ProfileStep& step : steps) {
        accounts::AccountEvents events;
        for (const AccountEvent& event : step.events) {
            if (event.kind == AccountEventKind::deleted) {
                events.push_back({AccountEventKind::predeleted, event.account});
            }
        }
        events.insert(events.end(), step.events.begin(), step.events.end());
        for (const AccountEvent& event : events) {
            if (signals.stopped() || !telling.goes_on()) {
                return;
            }
            telling.tell(step, event);
        }
    }
}

// Until a signal comes, nobody reads the output any more, or the folder of the source is gone.
Result<void> follow(SourceFollower& follower, registry::Watch& watch, const StopSignals& signals,
                    Telling& telling) {
    milliseconds pause{0};
    std::string last_problem;
    while (!signals.stopped() && telling.goes_on()) {
        const auto steps = follower.look();
        if (steps) {
            tell_steps(*steps, signals, telling);
            pause = milliseconds(0);
            last_problem.clear();
        } else {
            const bool is_busy = steps.error().code == ErrorCode::source_busy ||
                                 steps.error().code == ErrorCode::changed_while_reading;
            pause = std::clamp(2 * pause, first_pause, longest_pause);
            if (!is_busy && steps.error().what != last_problem) {
                last_problem = steps.error().what;
                telling.warn(last_problem + "; watching on");
            }
            if (!is_busy) {
                // What mends it is a change of its files.
                pause = milliseconds(0);
            }
        }
        if (signals.stopped() || !telling.goes_on()) {
            break;
        }
        const auto woken = watch.wait(pause.count() == 0 ? registry::Watch::forever : pause);
        if (!woken) {
            return tl::unexpected(woken.error());
        }
    }
    return {};
}

}  // namespace

Result<void> run_watch(const Arguments& arguments, Output& output) {
    const auto wanted = understand_options(arguments);
    if (!wanted) {
        return tl::unexpected(wanted.error());
    }
    auto source = Source::open(arguments.source, {.replay_logs = arguments.replay_logs});
    if (!source) {
        return tl::unexpected(std::move(source.error()));
    }
    // Before the first look, so that nothing falls between the two.
    const auto watch = source->store().watch();
    if (!watch) {
        return tl::unexpected(watch.error());
    }
    const StopSignals signals(**watch);
    auto follower = SourceFollower::begin(
        *source, {.name = arguments.profile.value_or(std::u16string()), .root = arguments.root},
        wanted->since);
    if (!follower) {
        Error error = std::move(follower.error());
        if (error.code == ErrorCode::invalid_argument) {
            error.code = ErrorCode::bad_usage;
        }
        return tl::unexpected(std::move(error));
    }
    if (arguments.verbose) {
        std::string note = "watching";
        if (source->store().capabilities().change_log) {
            note += " from number " + std::to_string(follower->sequence());
        }
        print_message(note_lines(arguments.source, std::vector<std::string>{note}));
    }
    Telling telling(arguments, *wanted, output);
    return follow(*follower, **watch, signals, telling);
}

}  // namespace olkacct::app
