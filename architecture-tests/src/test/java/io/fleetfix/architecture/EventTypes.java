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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The event types in every place that must list them. A place that lacks a type would ignore its
 * events silently.
 *
 * @param declared by the events themselves
 * @param subscribed to by name; subscriptions to all events do not count
 * @param described in the schema
 * @param raised the types of all {@link RaisedEvents}; several kinds of aggregates can raise one
 */
record EventTypes(
    Set<String> declared, Set<String> subscribed, Set<String> described, Set<String> raised) {
  private static final String SCHEMA = "outbox-event.schema.json";

  /** Collects the types from these classes, the subscriptions and the schema. */
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
            .collect(toSet()));
  }

  /** One line for each place that lacks an event type; empty if there is no problem. */
  List<String> problems() {
    Set<String> all = new TreeSet<>(declared);
    all.addAll(subscribed);
    all.addAll(described);
    all.addAll(raised);
    List<String> problems = new ArrayList<>();
    for (String type : all) {
      report(problems, declared.contains(type), type, "is not the TYPE of an event");
      report(problems, subscribed.contains(type), type, "is not named by a Subscription");
      report(problems, described.contains(type), type, "is not in the event schema");
      report(problems, raised.contains(type), type, "is in the eventTypes() of no RaisedEvents");
    }
    return problems;
  }

  private static void report(List<String> problems, boolean isWell, String type, String problem) {
    if (!isWell) {
      problems.add(type + " " + problem);
    }
  }

  /** Only the workshop's classes: those of the library raise no events. */
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

  /** The event types are constants, so the instance needs no ports. */
  private static RaisedEvents<?> withoutPorts(Class<?> raised) {
    Constructor<?> constructor = raised.getDeclaredConstructors()[0];
    try {
      return (RaisedEvents<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
    } catch (ReflectiveOperationException problem) {
      throw new LinkageError(
          raised + " must return its event types without using its ports", problem);
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
