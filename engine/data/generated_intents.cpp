// Twenty kinds of request, six ways to say each, ten openings: 60 different sentences an intent.
#include <array>
#include <string>

#include "engine/base/stream.h"
#include "engine/data/builtin_datasets.h"

namespace engine {
namespace {

constexpr std::uint64_t kSeed = 20240501;

struct Intent {
    const char* label;
    std::array<const char*, 6> phrases;  // {city}, {day}, {name}, {amount} are filled in
};

constexpr std::array<const char*, 10> kOpenings = {
    "",         "please ",        "could you ",     "i would like you to ",
    "can you ", "hi, please ",    "i need you to ", "would you kindly ",
    "quickly ", "hello, can you "};

constexpr std::array<Intent, 20> kIntents = {{
    {"book_flight",
     {"book a flight to {city}", "reserve a seat on the plane to {city} on {day}",
      "get me airline tickets for {city}", "find a flight that leaves for {city} on {day}",
      "buy two plane tickets to {city}", "arrange air travel to {city}"}},
    {"cancel_flight",
     {"cancel my flight to {city}", "call off the plane trip on {day}",
      "drop my airline reservation for {city}", "refund the ticket of my {city} flight",
      "undo the flight booking of {day}", "remove me from the flight to {city}"}},
    {"book_hotel",
     {"book a hotel room in {city}", "reserve a double room for {day}",
      "find a place to stay in {city}", "get me a room near the station of {city}",
      "arrange two nights in a hotel in {city}", "look for a cheap hostel in {city}"}},
    {"weather",
     {"tell me the weather in {city}", "check whether it rains in {city} on {day}",
      "show the forecast for {day}", "say how cold it gets in {city}",
      "find out if {day} will be sunny", "look up the temperature in {city}"}},
    {"transfer_money",
     {"send {amount} dollars to {name}", "transfer {amount} from savings to checking",
      "pay {name} back {amount} dollars", "move {amount} dollars to the account of {name}",
      "wire {amount} to {name} on {day}", "make a payment of {amount} to {name}"}},
    {"account_balance",
     {"show my account balance", "tell me how much money i have left",
      "check the balance of my savings", "say what is in my checking account",
      "look up the funds on my account", "read me my current balance"}},
    {"card_lost",
     {"block my card, i lost it", "report my credit card as stolen",
      "freeze the card that went missing on {day}", "stop my lost debit card",
      "note that somebody took my card in {city}", "lock the card i left in {city}"}},
    {"card_limit",
     {"raise the limit of my card", "tell me my credit limit", "increase my card limit to {amount}",
      "lower the spending limit to {amount} dollars", "say how much i may spend with my card",
      "change the daily limit of my card"}},
    {"set_alarm",
     {"wake me at seven on {day}", "set an alarm for six in the morning",
      "start an alarm in the early morning of {day}", "put the alarm clock on half past eight",
      "ring me out of bed on {day}", "add a wake-up alarm for {day}"}},
    {"set_timer",
     {"start a timer for {amount} minutes", "count down {amount} seconds",
      "set the kitchen timer to {amount} minutes", "time {amount} minutes for the eggs",
      "begin a countdown of {amount} minutes", "tell me when {amount} minutes are over"}},
    {"add_reminder",
     {"remind me to call {name} on {day}", "make a note that i must write to {name}",
      "do not let me forget the birthday of {name}", "remember me of the meeting with {name}",
      "add a reminder to pay {name}", "put buying milk on my reminders for {day}"}},
    {"calendar",
     {"show my appointments of {day}", "tell me what is planned for {day}",
      "check whether i am free on {day}", "put lunch with {name} into my calendar",
      "move the meeting with {name} to {day}", "read my schedule for {day}"}},
    {"play_music",
     {"play some jazz", "put on the new album of {name}", "start my favourite playlist",
      "play a song by {name}", "turn on some relaxing music", "shuffle my rock songs"}},
    {"volume",
     {"turn the volume up", "make the sound quieter", "set the volume to {amount} percent",
      "mute the speakers", "raise the loudness a little", "turn the noise down"}},
    {"lights",
     {"switch on the lights in the kitchen", "dim the lamp in the bedroom", "turn off all lights",
      "make the living room brighter", "light up the hall",
      "set the bedroom lamp to {amount} percent"}},
    {"order_food",
     {"order a large pizza", "get me sushi for {amount} people", "ask for two burgers with fries",
      "have noodles delivered on {day}", "buy dinner from the thai place",
      "order curry for {name} and me"}},
    {"recipe",
     {"tell me how to cook risotto", "find a recipe for apple pie",
      "show the ingredients of pancakes", "explain how to bake bread",
      "look for a dish with {amount} eggs", "say how long to roast a chicken"}},
    {"translate",
     {"translate good morning into french", "say thank you in japanese",
      "tell me the spanish word for bridge", "turn this sentence into german",
      "find out what ciao means in english", "spell my name in greek letters"}},
    {"directions",
     {"show the way to {city}", "tell me how to get to the museum of {city}",
      "navigate home from {city}", "find the fastest route to {city}",
      "guide me to the nearest station", "give directions to the house of {name}"}},
    {"traffic",
     {"check the traffic on the way to {city}", "tell me about jams near {city}",
      "say whether the road to {city} is clear", "look for accidents around {city}",
      "find out how busy the highway is on {day}", "warn me of delays on my commute"}},
}};

constexpr std::array<const char*, 12> kCities = {"Paris",  "Oslo",   "Lima",  "Berlin",
                                                 "Kyoto",  "Boston", "Cairo", "Dublin",
                                                 "Madrid", "Sydney", "Delhi", "Toronto"};
constexpr std::array<const char*, 7> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 10> kNames = {"Anna",  "Ben",   "Clara", "David", "Emma",
                                                "Felix", "Grace", "Henry", "Ida",   "Jonas"};
constexpr std::array<const char*, 8> kAmounts = {"5", "10", "15", "20", "30", "40", "50", "80"};

template <std::size_t N>
void fill_slot(std::string& text, const std::string& slot, const std::array<const char*, N>& words,
               Stream& stream) {
    for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot)) {
        text.replace(at, slot.size(), words[stream.below(N)]);
    }
}

}  // namespace

RawRows generated_intents() {
    RawRows out;
    out.names = {"text", "label"};
    out.columns.resize(2);
    std::uint64_t number = 0;
    for (const Intent& intent : kIntents) {
        for (const char* phrase : intent.phrases) {
            for (const char* opening : kOpenings) {
                Stream stream(kSeed, "generated_intents", 0, number++);
                std::string text = std::string(opening) + phrase;
                fill_slot(text, "{city}", kCities, stream);
                fill_slot(text, "{day}", kDays, stream);
                fill_slot(text, "{name}", kNames, stream);
                fill_slot(text, "{amount}", kAmounts, stream);
                out.columns[0].add(text);
                out.columns[1].add(intent.label);
            }
        }
    }
    out.rows_in = out.rows_ok();
    return out;
}

}  // namespace engine
