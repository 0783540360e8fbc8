package io.fleetfix.bootstrap.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object that has known fields only. Errors name a field by its path in the file. */
final class Fields {
  private final JsonNode object;
  private final String path;

  private Fields(JsonNode object, String path, List<String> known) {
    this.object = object;
    this.path = path;
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InvalidValue(
            path + shown(name), "is not a known field: must be one of " + String.join(", ", known));
      }
    }
  }

  /** The object that a whole file is. */
  static Fields of(JsonNode file, String... known) {
    if (!file.isObject()) {
      throw new InvalidValue(ProfileFile.WHOLE, "must be a JSON object");
    }
    return new Fields(file, "", List.of(known));
  }

  Fields object(String name, String... known) {
    return optionalObject(name, known).orElseThrow(() -> missing(name));
  }

  Optional<Fields> optionalObject(String name, String... known) {
    @Nullable JsonNode value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw new InvalidValue(path + name, "must be an object with " + String.join(", ", known));
    }
    return Optional.of(new Fields(value, path + name + ".", List.of(known)));
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(object.get(name)).map(value -> text(name, value, "must be a text"));
  }

  List<String> texts(String name) {
    return optionalTexts(name).orElseThrow(() -> missing(name));
  }

  Optional<List<String>> optionalTexts(String name) {
    @Nullable JsonNode value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      throw new InvalidValue(path + name, "must be a list of texts");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(each -> texts.add(text(name, each, "must be a list of texts")));
    return Optional.of(texts);
  }

  /** False if it is not stated. */
  boolean flag(String name) {
    @Nullable JsonNode value = object.get(name);
    if (value != null && !value.isBoolean()) {
      throw new InvalidValue(path + name, "must be true or false");
    }
    return value != null && value.booleanValue();
  }

  private String text(String name, JsonNode value, String problem) {
    if (!value.isTextual()) {
      throw new InvalidValue(path + name, problem);
    }
    return value.textValue();
  }

  private InvalidValue missing(String name) {
    return new InvalidValue(path + name, "is missing");
  }

  /** The name of an unknown field is repeated only if it is safe in a terminal. */
  static String shown(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]{0,39}") ? name : "?";
  }
}
