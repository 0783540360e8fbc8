package io.fleetfix.localaws.eventbridge;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/** The rules of one bus, matched by AWS's own rule engine. */
final class Rules {
  private final String bus;
  private final Machine machine = Machine.builder().build();

  Rules(String bus, List<LocalRule> rules) throws IOException {
    this.bus = bus;
    for (LocalRule rule : rules) {
      machine.addRule(rule.name(), rule.pattern());
    }
  }

  /** DescribeEventBus. */
  Answer describe(String nameOrArn) {
    String name = BusEvent.busName(nameOrArn);
    return name.equals(bus)
        ? Answer.ofBus(name, BusEvent.busArn(name))
        : Answer.error(400, "ResourceNotFoundException", "Event bus " + name + " does not exist.");
  }

  /** The rules that match the event; none for an event of another bus, as on AWS. */
  Set<String> matching(BusEvent event) {
    if (!event.bus().equals(bus)) {
      return Set.of();
    }
    try {
      return Set.copyOf(machine.rulesForJSONEvent(event.envelope().toString()));
    } catch (Exception unreadable) { // the engine declares no more specific exception
      throw new IllegalStateException("The rule engine can't parse an event", unreadable);
    }
  }
}
