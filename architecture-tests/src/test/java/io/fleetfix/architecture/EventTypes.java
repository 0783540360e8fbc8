package io.fleetfix.architecture;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.architecture.ProjectModule.Half;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The event types, in every place that has to know them. One that a place lacks would be dropped
 * there without a word.
 *
 * @param declared by the events themselves
 * @param subscribed to by name; whoever hears everything does not count
 * @param described in the schema
 * @param raised in any {@link RaisedEvents}, as often as one says so
 */
record EventTypes(
    Set<String> declared, Set<String> subscribed, Set<String> described, List<String> raised) {
  private static final String SCHEMA = "outbox-event.schema.json";

  /** What stands in these classes, and beside them. */
  static EventTypes in(JavaClasses classes) throws IOException {
    return new EventTypes(
        concrete(classes, DomainEvent.class).map(EventTypes::typeOf).collect(toSet()),
        WorkshopOutbox.SUBSCRIPTIONS.stream()
            .map(Subscription::types)
            .filter(Types.Only.class::isInstance)
            .map(Types.Only.class::cast)
            .flatMap(only -> only.names().stream())
            .collect(toSet()),
        schemaTypes(),
        concrete(classes, RaisedEvents.class)
            .flatMap(raised -> withoutPorts(raised).eventTypes().stream())
            .toList());
  }

  /** One line for each place that an event type is missing from; empty if all is well. */
  List<String> problems() {
    Set<String> all = new TreeSet<>(declared);
    all.addAll(subscribed);
    all.addAll(described);
    all.addAll(raised);
    List<String> problems = new ArrayList<>();
    for (String type : all) {
      report(problems, declared.contains(type), type, "is no event's TYPE");
      report(problems, subscribed.contains(type), type, "is in no Subscription by its name");
      report(problems, described.contains(type), type, "is not in the event schema");
      int times = Collections.frequency(raised, type);
      report(problems, times == 1, type, "is in the eventTypes() of " + times + " RaisedEvents");
    }
    return problems;
  }

  private static void report(List<String> problems, boolean isWell, String type, String problem) {
    if (!isWell) {
      problems.add(type + " " + problem);
    }
  }

  /** Those of the workshop: the library's own raise nothing. */
  private static Stream<Class<?>> concrete(JavaClasses classes, Class<?> supertype) {
    return classes.stream()
        .filter(ProjectModule.areOf(Half.WORKSHOP))
        .filter(each -> each.isAssignableTo(supertype))
        .filter(each -> !each.isInterface())
        .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(JavaClass::reflect);
  }

  private static String typeOf(Class<?> event) {
    try {
      return (String) event.getField("TYPE").get(null);
    } catch (ReflectiveOperationException noConstant) {
      throw new LinkageError(event + " must declare a public constant TYPE", noConstant);
    }
  }

  /** Which types there are is a constant, so that no port is asked for it. */
  private static RaisedEvents<?> withoutPorts(Class<?> raised) {
    Constructor<?> constructor = raised.getDeclaredConstructors()[0];
    try {
      return (RaisedEvents<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
    } catch (ReflectiveOperationException problem) {
      throw new LinkageError(raised + " must tell its event types without its ports", problem);
    }
  }

  private static Set<String> schemaTypes() throws IOException {
    try (InputStream schema =
        requireNonNull(WorkshopOutbox.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      JsonNode examples =
          new ObjectMapper().readTree(schema).at("/$defs/detail/properties/eventType/examples");
      return examples.valueStream().map(JsonNode::textValue).collect(toSet());
    }
  }
}
