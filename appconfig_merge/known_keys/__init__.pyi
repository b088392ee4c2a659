from appconfig_merge.known_keys.key_problems import KeyProblem as KeyProblem
from appconfig_merge.known_keys.key_problems import Kind as Kind
from appconfig_merge.known_keys.key_problems import problems as problems
from appconfig_merge.known_keys.schema import all_releases as all_releases
from appconfig_merge.known_keys.schema import schema_of as schema_of
