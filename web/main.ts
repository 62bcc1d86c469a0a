import { start_cards } from "./card";
import { start_dropping } from "./drop";
import { start_map } from "./map";
import { start_keys } from "./keys";
import { start_reviewing } from "./review";
import { start_target } from "./target";

start_cards();
start_map();
start_keys();
start_target();
start_dropping();
start_reviewing();
