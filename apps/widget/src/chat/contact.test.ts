import { faultOf, MAX_DETAIL_LENGTH } from "@causerie/domain";
import { expect, test } from "vitest";
import { EMAIL, LONGEST } from "./contact.ts";

test("[ST6] [DE6] the form takes the addresses that the server takes", () => {
  const addresses = [
    "marie@example.com",
    "josé@exemple.fr",
    "a+b@mail.example.co.uk",
    "jean@exemple.fr.",
    "jean@exemple..fr",
    "a@x.example,b@x.example",
    "<a@x.example>",
    "a b@x.example",
    "a\u0001@x.example",
    "a@x\u0001.example",
    "a@x",
    "@x.example",
    "",
  ];
  const taken = addresses.filter((one) => EMAIL.test(one));
  expect(taken).toEqual(addresses.filter((one) => faultOf("email", one) === null));
  expect(taken).toEqual(["marie@example.com", "josé@exemple.fr", "a+b@mail.example.co.uk"]);
});

test("[DE6] the fields hold what a detail holds", () => {
  expect(LONGEST).toEqual({ name: MAX_DETAIL_LENGTH.name, email: MAX_DETAIL_LENGTH.email });
});
